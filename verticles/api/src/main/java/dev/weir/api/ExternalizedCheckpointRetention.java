package dev.weir.api;

import dev.weir.config.CheckpointRetention;

/** What happens to retained checkpoints when the job ends before its time. */
public enum ExternalizedCheckpointRetention {
  /** They are deleted when the job is cancelled; they stay when it fails. */
  DELETE_ON_CANCELLATION(CheckpointRetention.DELETE_ON_CANCELLATION),
  /** They stay when the job is cancelled and when it fails. */
  RETAIN_ON_CANCELLATION(CheckpointRetention.RETAIN_ON_CANCELLATION),
  /** They are deleted however the job ends. */
  NO_EXTERNALIZED_CHECKPOINTS(CheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS);

  private final CheckpointRetention option;

  ExternalizedCheckpointRetention(CheckpointRetention option) {
    this.option = option;
  }

  static ExternalizedCheckpointRetention of(CheckpointRetention option) {
    return switch (option) {
      case DELETE_ON_CANCELLATION -> DELETE_ON_CANCELLATION;
      case RETAIN_ON_CANCELLATION -> RETAIN_ON_CANCELLATION;
      case NO_EXTERNALIZED_CHECKPOINTS -> NO_EXTERNALIZED_CHECKPOINTS;
    };
  }

  CheckpointRetention option() {
    return option;
  }
}
