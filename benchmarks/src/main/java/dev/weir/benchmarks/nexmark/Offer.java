package dev.weir.benchmarks.nexmark;

import java.io.Serializable;

/** A bid, with what it is for. */
public record Offer(Bid bid, Auction auction) implements Serializable {}
