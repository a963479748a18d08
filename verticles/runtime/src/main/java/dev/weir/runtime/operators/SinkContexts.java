package dev.weir.runtime.operators;

import dev.weir.api.JobID;
import dev.weir.api.functions.TaskInfo;
import dev.weir.api.metrics.ConnectorMetricGroup;
import dev.weir.api.metrics.SinkCommitterMetricGroup;
import dev.weir.api.metrics.SinkWriterMetricGroup;
import dev.weir.api.sink.CommitterInitContext;
import dev.weir.api.sink.InitContext;
import dev.weir.api.sink.WriterInitContext;
import java.util.OptionalLong;

/** Where the parts of a sink are. */
final class SinkContexts {

  private SinkContexts() {}

  private abstract static class OfPart implements InitContext {

    private final OperatorContext context;
    final ConnectorMetricGroup metrics;

    OfPart(OperatorContext context) {
      this.context = context;
      this.metrics = new ConnectorMetricGroup(context.metrics());
    }

    @Override
    public JobID getJobId() {
      return context.jobId();
    }

    @Override
    public TaskInfo getTaskInfo() {
      return context.taskInfo();
    }

    @Override
    public OptionalLong getRestoredCheckpointId() {
      return context.restoredCheckpoint();
    }

    @Override
    public String getOperatorUid() {
      return context.uid();
    }
  }

  static final class OfWriter extends OfPart implements WriterInitContext {

    OfWriter(OperatorContext context) {
      super(context);
    }

    @Override
    public SinkWriterMetricGroup metricGroup() {
      return metrics;
    }
  }

  static final class OfCommitter extends OfPart implements CommitterInitContext {

    OfCommitter(OperatorContext context) {
      super(context);
    }

    @Override
    public SinkCommitterMetricGroup metricGroup() {
      return metrics;
    }
  }
}
