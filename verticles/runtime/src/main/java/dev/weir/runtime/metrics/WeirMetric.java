package dev.weir.runtime.metrics;

/**
 * What Weir itself measures. Names are those of Flink where it measures the same thing; all are
 * listed in {@code docs/metrics.md}.
 */
public enum WeirMetric {
  NUM_RECORDS_IN("weir.task.numRecordsIn", true, "records taken up by the subtask"),
  NUM_RECORDS_OUT("weir.task.numRecordsOut", true, "records sent by the subtask"),
  BUSY_TIME("weir.task.accumulatedBusyTimeMs", true, "time spent working, in ms"),
  BACK_PRESSURED_TIME(
      "weir.task.accumulatedBackPressuredTimeMs", true, "time spent without credit, in ms"),
  BUSY_PER_SECOND(
      "weir.task.busyTimeMsPerSecond", false, "ms per second spent working, over the last 5 s"),
  BACK_PRESSURED_PER_SECOND(
      "weir.task.backPressuredTimeMsPerSecond",
      false,
      "ms per second spent without credit, over the last 5 s"),
  IDLE_PER_SECOND(
      "weir.task.idleTimeMsPerSecond",
      false,
      "ms per second neither working nor without credit, over the last 5 s"),
  INPUT_WATERMARK(
      "weir.task.currentInputWatermark",
      false,
      "event time at the input, in ms since 1970; NaN before the first watermark"),
  OUTPUT_WATERMARK(
      "weir.task.currentOutputWatermark",
      false,
      "event time at the output, in ms since 1970; NaN before the first watermark"),
  STATE_SIZE("weir.task.stateSizeBytes", false, "size of the keyed state at its last snapshot"),
  TOTAL_CHECKPOINTS("weir.job.totalNumberOfCheckpoints", false, "checkpoints triggered"),
  CHECKPOINTS_IN_PROGRESS(
      "weir.job.numberOfInProgressCheckpoints", false, "checkpoints neither completed nor failed"),
  COMPLETED_CHECKPOINTS("weir.job.numberOfCompletedCheckpoints", false, "checkpoints completed"),
  FAILED_CHECKPOINTS("weir.job.numberOfFailedCheckpoints", false, "checkpoints given up"),
  LAST_CHECKPOINT_DURATION(
      "weir.job.lastCheckpointDuration",
      false,
      "from trigger to completion of the last completed checkpoint, in ms; NaN before the first"),
  LAST_CHECKPOINT_SIZE(
      "weir.job.lastCheckpointSize",
      false,
      "bytes written for the last completed checkpoint; NaN before the first"),
  LAST_CHECKPOINT_FULL_SIZE(
      "weir.job.lastCheckpointFullSize",
      false,
      "bytes that the last completed checkpoint refers to; NaN before the first"),
  LAST_COMPLETED_CHECKPOINT_ID(
      "weir.job.lastCompletedCheckpointId",
      false,
      "number of the last completed checkpoint; NaN before the first"),
  LAST_CHECKPOINT_COMPLETED_AT(
      "weir.job.lastCheckpointCompletedTimestamp",
      false,
      "when the last completed checkpoint was completed, in ms since 1970; NaN before the first"),
  LAST_RESTORE_AT(
      "weir.job.lastCheckpointRestoreTimestamp",
      false,
      "when an attempt last began from a checkpoint, in ms since 1970; NaN if none has"),
  NUM_RESTARTS("weir.job.numRestarts", false, "attempts begun by this coordinator after its first"),
  UPTIME("weir.job.uptime", false, "ms since the job last began to run; 0 while it does not");

  private final String meterName;
  private final boolean counter;
  private final String description;

  WeirMetric(String meterName, boolean counter, String description) {
    this.meterName = meterName;
    this.counter = counter;
    this.description = description;
  }

  /** With dots, which Prometheus shows as underscores. */
  String meterName() {
    return meterName;
  }

  String description() {
    return description;
  }

  /** As it stands in a scrape. */
  public String prometheusName() {
    return meterName.replace('.', '_') + (counter ? "_total" : "");
  }
}
