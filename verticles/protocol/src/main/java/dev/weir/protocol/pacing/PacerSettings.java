package dev.weir.protocol.pacing;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * How often checkpoints are taken.
 *
 * @param intervalMillis between the starts of two periodic checkpoints; empty: none are taken
 * @param minPauseMillis between the end of a checkpoint and the start of the next periodic one
 * @param maxConcurrent how many may be in progress at once, savepoints not counted in
 * @param maxWaiting how many requests may wait
 */
public record PacerSettings(
    OptionalLong intervalMillis, long minPauseMillis, int maxConcurrent, int maxWaiting) {

  public PacerSettings {
    requireNonNull(intervalMillis, "intervalMillis is null");
    if (intervalMillis.isPresent() && intervalMillis.getAsLong() < 1) {
      throw new IllegalArgumentException(
          "checkpoint interval is %d ms, expected at least 1"
              .formatted(intervalMillis.getAsLong()));
    }
    if (minPauseMillis < 0) {
      throw new IllegalArgumentException(
          "pause between checkpoints is %d ms, expected at least 0".formatted(minPauseMillis));
    }
    if (maxConcurrent < 1) {
      throw new IllegalArgumentException(
          "maximum of concurrent checkpoints is %d, expected at least 1".formatted(maxConcurrent));
    }
    if (maxWaiting < 1) {
      throw new IllegalArgumentException(
          "maximum of waiting requests is %d, expected at least 1".formatted(maxWaiting));
    }
  }

  /** Only what is asked for. */
  public static PacerSettings onRequestOnly() {
    return new PacerSettings(OptionalLong.empty(), 0, 1, 1000);
  }

  public static PacerSettings every(long intervalMillis) {
    return new PacerSettings(OptionalLong.of(intervalMillis), 0, 1, 1000);
  }
}
