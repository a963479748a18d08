package dev.weir.runtime.coordinator;

import dev.weir.config.CheckpointOptions;
import dev.weir.config.CheckpointRetention;
import dev.weir.config.RestartOptions;
import dev.weir.config.WeirOptions;
import dev.weir.protocol.coordinator.CheckpointSettings;
import dev.weir.protocol.job.ExponentialDelay;
import dev.weir.protocol.job.RestartPolicy;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogEntry.JobEnd;
import dev.weir.protocol.pacing.PacerSettings;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the options mean to the protocol. */
final class Settings {

  private static final int MAX_WAITING_REQUESTS = 1000;

  private Settings() {}

  static CheckpointSettings checkpoints(WeirOptions options) {
    CheckpointOptions checkpointing = options.checkpointing();
    OptionalLong interval =
        checkpointing.interval().isPresent()
            ? OptionalLong.of(checkpointing.interval().get().toMillis())
            : OptionalLong.empty();
    return new CheckpointSettings(
        new PacerSettings(
            interval,
            checkpointing.minPause().toMillis(),
            checkpointing.maxConcurrent(),
            MAX_WAITING_REQUESTS),
        checkpointing.timeout().toMillis(),
        checkpointing.tolerableFailures(),
        checkpointing.numRetained(),
        checkpointing.afterTasksFinish(),
        options.dashboard().history());
  }

  static RestartPolicy restartPolicy(WeirOptions options) {
    RestartOptions restart = options.restart();
    return switch (restart.strategy()) {
      case NONE -> RestartPolicy.none();
      case FIXED_DELAY ->
          RestartPolicy.fixedDelay(
              restart.fixedDelay().attempts(), restart.fixedDelay().delay().toMillis());
      case FAILURE_RATE ->
          RestartPolicy.failureRate(
              restart.failureRate().maxFailuresPerInterval(),
              restart.failureRate().interval().toMillis(),
              restart.failureRate().delay().toMillis());
      case EXPONENTIAL_DELAY -> exponentialDelay(restart.exponentialDelay());
    };
  }

  private static RestartPolicy exponentialDelay(RestartOptions.ExponentialDelay options) {
    OptionalInt attempts = options.attempts();
    return ExponentialDelay.of(
        new ExponentialDelay.Settings(
            options.initialBackoff().toMillis(),
            options.maxBackoff().toMillis(),
            options.backoffMultiplier(),
            options.jitterFactor(),
            options.resetBackoffThreshold().toMillis(),
            attempts.orElse(Integer.MAX_VALUE)));
  }

  /** Whether the checkpoints of a job that ended in this way stay in storage. */
  static boolean keepsCheckpoints(WeirOptions options, JobEnd end) {
    CheckpointRetention retention = options.checkpointing().retention();
    return switch (end) {
      case FINISHED -> false;
      case CANCELED -> retention == CheckpointRetention.RETAIN_ON_CANCELLATION;
      case FAILED -> retention != CheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS;
    };
  }

  /** The manifest that recovery restores from once this entry is in the log. */
  static Optional<String> manifestOf(LogEntry entry) {
    if (entry instanceof LogEntry.CheckpointCompleted checkpoint) {
      return Optional.of(checkpoint.manifest());
    }
    if (entry instanceof LogEntry.SavepointCompleted savepoint && savepoint.kind().isTerminal()) {
      return Optional.of(savepoint.manifest());
    }
    return Optional.empty();
  }
}
