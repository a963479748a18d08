package dev.weir.runtime.metrics;

import dev.weir.protocol.coordinator.CheckpointStatistics;
import dev.weir.protocol.coordinator.CheckpointView;
import dev.weir.protocol.job.JobStatus;
import io.micrometer.core.instrument.Tags;
import java.util.function.ToDoubleFunction;

/**
 * The meters of a job as a whole, on the node that coordinates it. Told by the coordinator, read by
 * scrapes on any thread.
 */
public final class JobMetrics implements AutoCloseable {

  private final MeterScope scope;
  private volatile CheckpointStatistics checkpoints = CheckpointStatistics.NONE;
  private volatile long attempts;
  private volatile long runningSince;

  public JobMetrics(NodeMetrics node, String jobName) {
    scope = node.newScope();
    Tags tags = Tags.of("job", jobName);
    statistic(WeirMetric.TOTAL_CHECKPOINTS, tags, CheckpointStatistics::triggered);
    statistic(WeirMetric.CHECKPOINTS_IN_PROGRESS, tags, CheckpointStatistics::inProgress);
    statistic(WeirMetric.COMPLETED_CHECKPOINTS, tags, CheckpointStatistics::completed);
    statistic(WeirMetric.FAILED_CHECKPOINTS, tags, CheckpointStatistics::failed);
    last(WeirMetric.LAST_CHECKPOINT_DURATION, tags, view -> view.durationMillis().orElse(0));
    last(WeirMetric.LAST_CHECKPOINT_SIZE, tags, CheckpointView::newBytes);
    last(WeirMetric.LAST_CHECKPOINT_FULL_SIZE, tags, CheckpointView::fullBytes);
    last(WeirMetric.LAST_COMPLETED_CHECKPOINT_ID, tags, CheckpointView::checkpointId);
    last(WeirMetric.LAST_CHECKPOINT_COMPLETED_AT, tags, view -> view.endedAt().orElse(0));
    statistic(
        WeirMetric.LAST_RESTORE_AT,
        tags,
        all -> all.latestRestored().map(restored -> (double) restored.at()).orElse(Double.NaN));
    scope.gauge(WeirMetric.NUM_RESTARTS, tags, () -> Math.max(0, attempts - 1));
    scope.gauge(WeirMetric.UPTIME, tags, this::uptime);
  }

  private void statistic(
      WeirMetric metric, Tags tags, ToDoubleFunction<CheckpointStatistics> value) {
    scope.gauge(metric, tags, () -> value.applyAsDouble(checkpoints));
  }

  private void last(WeirMetric metric, Tags tags, ToDoubleFunction<CheckpointView> value) {
    statistic(
        metric, tags, all -> all.latestCompleted().map(value::applyAsDouble).orElse(Double.NaN));
  }

  private double uptime() {
    long since = runningSince;
    return since == 0 ? 0 : System.currentTimeMillis() - since;
  }

  public void checkpoints(CheckpointStatistics statistics) {
    checkpoints = statistics;
  }

  /**
   * @param begun how many attempts there have been
   */
  public void attempts(long begun) {
    attempts = begun;
  }

  public void status(JobStatus status) {
    runningSince = status == JobStatus.RUNNING ? System.currentTimeMillis() : 0;
  }

  @Override
  public void close() {
    scope.close();
  }
}
