package dev.weir.benchmarks.nexmark;

import java.io.Serializable;

/** Of how many prices, and what they add up to. */
public record Average(long count, long sum) implements Serializable {

  /** Of nothing. */
  public static final Average NONE = new Average(0, 0);

  /** With one more price. */
  public Average with(long price) {
    return new Average(count + 1, sum + price);
  }

  /** What the average of a category adds to a checksum. */
  public long print(long category) {
    return Prints.of(category, sum / count);
  }
}
