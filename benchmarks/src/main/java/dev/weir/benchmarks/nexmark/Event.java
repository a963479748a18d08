package dev.weir.benchmarks.nexmark;

/** Something that happened on the auction site. */
public sealed interface Event permits Person, Auction, Bid {

  /** When, in milliseconds. */
  long time();
}
