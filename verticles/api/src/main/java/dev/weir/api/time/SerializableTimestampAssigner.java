package dev.weir.api.time;

import java.io.Serializable;

/** A timestamp assigner that can be copied to each subtask; a lambda, say. */
@FunctionalInterface
public interface SerializableTimestampAssigner<T> extends TimestampAssigner<T>, Serializable {}
