package dev.weir.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * Section {@code checkpointing}; what each option means stands in {@code reference.yaml}.
 *
 * @param interval at least 10 ms; empty: no checkpoints are taken
 * @param timeout at least 10 ms
 * @param minPause may be 0
 * @param maxConcurrent at least 1
 * @param tolerableFailures in a row; may be 0
 * @param numRetained at least 1
 * @param dir a directory or a URI
 * @param savepointDir a directory or a URI; empty: each savepoint must name its own
 */
public record CheckpointOptions(
    Optional<Duration> interval,
    CheckpointingMode mode,
    Duration timeout,
    Duration minPause,
    int maxConcurrent,
    int tolerableFailures,
    CheckpointRetention retention,
    int numRetained,
    String dir,
    Optional<String> savepointDir,
    boolean afterTasksFinish,
    boolean localBackup) {

  private static final Duration SHORTEST = Duration.ofMillis(10);

  public CheckpointOptions {
    requireNonNull(interval, "interval is null");
    requireNonNull(mode, "mode is null");
    requireNonNull(retention, "retention is null");
    requireNonNull(savepointDir, "savepointDir is null");
    interval.ifPresent(time -> Require.atLeast("checkpointing.interval", time, SHORTEST));
    Require.atLeast("checkpointing.timeout", timeout, SHORTEST);
    Require.atLeast("checkpointing.min-pause", minPause, Duration.ZERO);
    Require.atLeast("checkpointing.max-concurrent", maxConcurrent, 1);
    Require.atLeast("checkpointing.tolerable-failures", tolerableFailures, 0);
    Require.atLeast("checkpointing.num-retained", numRetained, 1);
    Require.notBlank("checkpointing.dir", dir, "a directory or a URI");
    savepointDir.ifPresent(
        text ->
            Require.notBlank("checkpointing.savepoint-dir", text, "a directory, a URI or none"));
  }

  /** Whether checkpoints are taken by themselves. */
  public boolean isOn() {
    return interval.isPresent();
  }

  static CheckpointOptions of(Section checkpointing) {
    return new CheckpointOptions(
        checkpointing.durationOrNone("interval"),
        checkpointing.constant("mode", CheckpointingMode.class),
        checkpointing.duration("timeout"),
        checkpointing.duration("min-pause"),
        checkpointing.integer("max-concurrent"),
        checkpointing.integer("tolerable-failures"),
        checkpointing.constant("retention", CheckpointRetention.class),
        checkpointing.integer("num-retained"),
        checkpointing.text("dir"),
        checkpointing.textOrNone("savepoint-dir"),
        checkpointing.flag("after-tasks-finish"),
        checkpointing.flag("local-backup"));
  }
}
