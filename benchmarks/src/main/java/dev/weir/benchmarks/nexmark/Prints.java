package dev.weir.benchmarks.nexmark;

import dev.weir.benchmarks.cell.Events;

/** Fingerprints of results. */
public final class Prints {

  private Prints() {}

  /** Of two values. */
  public static long of(long first, long second) {
    return Events.fingerprint(first, second);
  }

  /** Of three values. */
  public static long of(long first, long second, long third) {
    return Events.fingerprint(of(first, second), third);
  }

  /** Of four values. */
  public static long of(long first, long second, long third, long fourth) {
    return Events.fingerprint(of(first, second, third), fourth);
  }

  /**
   * Of a count whose parts may have been counted in any windows: the prints of the parts add up to
   * that of the whole.
   */
  public static long ofPart(long key, long count) {
    return Events.mix(key) * count;
  }
}
