package dev.weir.benchmarks.nexmark;

import java.io.Serializable;

/**
 * A row of a result that changes came, or went. The prints of all changes add up to that of the
 * rows that are left, whatever there was in between.
 */
public record Change(long print, int sign) implements Serializable {

  /** A row came. */
  public static Change came(long print) {
    return new Change(print, 1);
  }

  /** A row went. */
  public static Change went(long print) {
    return new Change(-print, -1);
  }
}
