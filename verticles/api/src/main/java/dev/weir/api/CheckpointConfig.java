package dev.weir.api;

import dev.weir.config.CheckpointingMode;
import java.time.Duration;

/**
 * How checkpoints are taken. What is set here is stronger than configuration file, environment and
 * command line. Values are checked here as far as one alone can be wrong, and all together when the
 * job starts.
 */
public final class CheckpointConfig {

  private final Settings settings;

  CheckpointConfig(Settings settings) {
    this.settings = settings;
  }

  /** Whether checkpoints are taken. */
  public boolean isCheckpointingEnabled() {
    return settings.options().checkpointing().isOn();
  }

  /** The time from the start of one checkpoint to the start of the next, in milliseconds. */
  public void setCheckpointInterval(long checkpointInterval) {
    setMillis("checkpointing.interval", "checkpoint interval", 10, checkpointInterval);
  }

  /**
   * The time from the start of one checkpoint to the start of the next, in milliseconds; -1 if none
   * are taken.
   */
  public long getCheckpointInterval() {
    return settings.options().checkpointing().interval().map(Duration::toMillis).orElse(-1L);
  }

  /** Whether state sees each record exactly once or at least once. */
  public void setCheckpointingMode(CheckpointingMode checkpointingMode) {
    settings.change(options -> options.with("checkpointing.mode", checkpointingMode));
  }

  /** The same as {@link #setCheckpointingMode}, under its newer name. */
  public void setCheckpointingConsistencyMode(CheckpointingMode checkpointingMode) {
    setCheckpointingMode(checkpointingMode);
  }

  /** Whether state sees each record exactly once or at least once. */
  public CheckpointingMode getCheckpointingMode() {
    return settings.options().checkpointing().mode();
  }

  /** The same as {@link #getCheckpointingMode}, under its newer name. */
  public CheckpointingMode getCheckpointingConsistencyMode() {
    return getCheckpointingMode();
  }

  /** The time in milliseconds after which a checkpoint is given up. */
  public void setCheckpointTimeout(long checkpointTimeout) {
    setMillis("checkpointing.timeout", "checkpoint timeout", 10, checkpointTimeout);
  }

  /** The time in milliseconds after which a checkpoint is given up. */
  public long getCheckpointTimeout() {
    return settings.options().checkpointing().timeout().toMillis();
  }

  /** The least time in milliseconds from the end of one checkpoint to the start of the next. */
  public void setMinPauseBetweenCheckpoints(long minPauseBetweenCheckpoints) {
    setMillis(
        "checkpointing.min-pause",
        "minimum pause between checkpoints",
        0,
        minPauseBetweenCheckpoints);
  }

  /** The least time in milliseconds from the end of one checkpoint to the start of the next. */
  public long getMinPauseBetweenCheckpoints() {
    return settings.options().checkpointing().minPause().toMillis();
  }

  /** How many checkpoints may be under way at the same time. */
  public void setMaxConcurrentCheckpoints(int maxConcurrentCheckpoints) {
    checkAtLeast("number of concurrent checkpoints", 1, maxConcurrentCheckpoints, "");
    settings.change(
        options -> options.with("checkpointing.max-concurrent", maxConcurrentCheckpoints));
  }

  /** How many checkpoints may be under way at the same time. */
  public int getMaxConcurrentCheckpoints() {
    return settings.options().checkpointing().maxConcurrent();
  }

  /** How many checkpoints in a row may fail before the attempt fails. */
  public void setTolerableCheckpointFailureNumber(int tolerableCheckpointFailureNumber) {
    checkAtLeast("number of tolerable failures", 0, tolerableCheckpointFailureNumber, "");
    settings.change(
        options ->
            options.with("checkpointing.tolerable-failures", tolerableCheckpointFailureNumber));
  }

  /** How many checkpoints in a row may fail before the attempt fails. */
  public int getTolerableCheckpointFailureNumber() {
    return settings.options().checkpointing().tolerableFailures();
  }

  /** What happens to the retained checkpoints when the job is cancelled or fails. */
  public void setExternalizedCheckpointRetention(ExternalizedCheckpointRetention retention) {
    settings.change(options -> options.with("checkpointing.retention", retention.option()));
  }

  /** What happens to the retained checkpoints when the job is cancelled or fails. */
  public ExternalizedCheckpointRetention getExternalizedCheckpointRetention() {
    return ExternalizedCheckpointRetention.of(settings.options().checkpointing().retention());
  }

  /** Where checkpoints go: a directory or a URI that every node can reach. */
  public void setCheckpointStorage(String checkpointDirectory) {
    settings.change(options -> options.with("checkpointing.dir", checkpointDirectory));
  }

  private void setMillis(String key, String what, long least, long millis) {
    checkAtLeast(what, least, millis, " ms");
    settings.change(options -> options.with(key, Duration.ofMillis(millis)));
  }

  private static void checkAtLeast(String what, long least, long found, String unit) {
    if (found < least) {
      throw new IllegalArgumentException(
          "The " + what + " must be at least " + least + unit + ", found " + found + unit);
    }
  }
}
