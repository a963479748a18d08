package dev.weir.runtime.subtask;

import dev.weir.api.graph.OperatorSpec.SourceSpec;
import dev.weir.protocol.SubtaskId;
import dev.weir.runtime.graph.Wiring;
import dev.weir.runtime.subtask.SubtaskReport.Progress;
import dev.weir.runtime.subtask.SubtaskReport.Progress.Stage;
import java.util.List;
import java.util.Optional;

/**
 * Tells the coordinator how far the barriers of a checkpoint have come: two or three messages for
 * each, whatever the number of channels. Used on the subtask's thread.
 */
final class BarrierReports {

  private final SubtaskPlan plan;
  private final SubtaskBus bus;
  private final List<SubtaskId> senders;
  private long newest;
  private int lastChannel;

  BarrierReports(SubtaskPlan plan, SubtaskBus bus) {
    this.plan = plan;
    this.bus = bus;
    this.senders =
        plan.vertex().head().spec() instanceof SourceSpec<?, ?, ?>
            ? List.of(new SubtaskId(plan.vertex().enumeratorId(), 0))
            : plan.wiring().inputsOf(plan.subtask()).stream().map(Wiring.Channel::sender).toList();
  }

  void arrived(int channel, long checkpointId) {
    lastChannel = channel;
    if (checkpointId > newest) {
      newest = checkpointId;
      if (senders.size() > 1) {
        report(checkpointId, Stage.ARRIVED, Optional.empty());
      }
    }
  }

  void aligned(long checkpointId) {
    report(checkpointId, Stage.ALIGNED, Optional.of(senders.get(lastChannel)));
  }

  void taken(long checkpointId) {
    report(checkpointId, Stage.TAKEN, Optional.empty());
  }

  private void report(long checkpointId, Stage stage, Optional<SubtaskId> from) {
    bus.report(
        new Progress(
            plan.attempt(), plan.subtask(), checkpointId, stage, System.currentTimeMillis(), from));
  }
}
