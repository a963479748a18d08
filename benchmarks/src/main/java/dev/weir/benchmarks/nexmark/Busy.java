package dev.weir.benchmarks.nexmark;

import java.io.Serializable;

/** How many bids somebody made in a window or session. */
public record Busy(long bidder, long windowStart, long count) implements Serializable {}
