package dev.weir.benchmarks.nexmark;

import java.io.Serializable;

/** An auction is over; at what price. */
public record Closed(long category, long price) implements Serializable {}
