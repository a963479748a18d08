package dev.weir.protocol.coordinator;

import static java.util.Objects.requireNonNull;

import dev.weir.protocol.pacing.PacerSettings;

/**
 * How checkpoints are taken and kept.
 *
 * @param timeoutMillis after which a checkpoint that has not got all its acknowledgements is given
 *     up
 * @param tolerableFailures how many checkpoints may fail in a row before the job fails
 * @param numRetained how many checkpoints are kept
 * @param afterTasksFinish whether the end of all input is followed by a final checkpoint
 * @param historySize how many checkpoints the statistics remember
 */
public record CheckpointSettings(
    PacerSettings pacing,
    long timeoutMillis,
    int tolerableFailures,
    int numRetained,
    boolean afterTasksFinish,
    int historySize) {

  public CheckpointSettings {
    requireNonNull(pacing, "pacing is null");
    requireAtLeast("checkpoint timeout in ms", 1, timeoutMillis);
    requireAtLeast("number of tolerable checkpoint failures", 0, tolerableFailures);
    requireAtLeast("number of retained checkpoints", 1, numRetained);
    requireAtLeast("number of checkpoints in the history", 1, historySize);
  }

  private static void requireAtLeast(String what, long expected, long found) {
    if (found < expected) {
      throw new IllegalArgumentException(
          "%s is %d, expected at least %d".formatted(what, found, expected));
    }
  }

  /** Flink's defaults. */
  public static CheckpointSettings defaults(PacerSettings pacing) {
    return new CheckpointSettings(pacing, 600_000, 0, 1, true, 10);
  }

  /** Whether checkpoints are taken without being asked for. */
  public boolean isPeriodic() {
    return pacing.intervalMillis().isPresent();
  }
}
