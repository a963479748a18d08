package dev.weir.api.types;

/**
 * What Flink programs pass on from their environment to {@link
 * TypeInformation#createSerializer(SerializerConfig)}. Nothing can be set: a type alone says how it
 * is written.
 */
public interface SerializerConfig {}
