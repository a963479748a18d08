package dev.weir.api.metrics;

/** Something that is measured. */
public interface Metric {}
