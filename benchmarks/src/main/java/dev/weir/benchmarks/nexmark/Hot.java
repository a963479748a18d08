package dev.weir.benchmarks.nexmark;

import java.io.Serializable;

/** How many bids for an auction came in a window. */
public record Hot(long auction, long count, long windowEnd) implements Serializable {

  /** The one with more bids; of equals the one with the lower number. */
  public Hot hotter(Hot other) {
    if (count != other.count) {
      return count > other.count ? this : other;
    }
    return auction < other.auction ? this : other;
  }
}
