package dev.weir.api.source;

/**
 * A range of numbers that is still to be emitted.
 *
 * @param splitId the place of the range in the sequence
 * @param next the next number
 * @param last the last number; not less than {@code next}
 */
public record NumberRange(String splitId, long next, long last) implements SourceSplit {

  /** Checks the order. */
  public NumberRange {
    if (next > last) {
      throw new IllegalArgumentException(
          "The range " + splitId + " ends at " + last + ", before its next number " + next);
    }
  }
}
