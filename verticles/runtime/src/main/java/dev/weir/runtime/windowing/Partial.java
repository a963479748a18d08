package dev.weir.runtime.windowing;

/**
 * What a sender made of records of one key and slice. It travels in their stead, with the start of
 * the slice as its timestamp.
 *
 * @param accumulator belongs to whoever receives it
 */
record Partial<K, ACC>(K key, ACC accumulator) {}
