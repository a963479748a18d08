package dev.weir.protocol.coordinator;

import dev.weir.protocol.JobTopology;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.OperatorSnapshot;
import dev.weir.protocol.manifest.OperatorSnapshots;
import dev.weir.protocol.manifest.SubtaskSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Turns acknowledgements, which come by subtask, into a manifest, which is by operator. */
final class ManifestAssembly {

  private ManifestAssembly() {}

  static Manifest assemble(CoordinatorPlan plan, CheckpointBarrier barrier, AckTable acks) {
    List<OperatorSnapshots> operators = new ArrayList<>();
    for (JobTopology.Vertex vertex : plan.topology().vertices()) {
      vertex.subtasks().forEach(subtask -> requireKnown(vertex, subtask, acks));
      for (JobTopology.Operator operator : vertex.operators()) {
        operators.add(
            new OperatorSnapshots(
                operator.uid(),
                operator.name(),
                vertex.parallelism(),
                vertex.maxParallelism(),
                subtasks(vertex, operator, acks)));
      }
    }
    return new Manifest(
        barrier.checkpointId(), barrier.kind(), barrier.timestamp(), plan.jobName(), operators);
  }

  private static List<OperatorSnapshots.Subtask> subtasks(
      JobTopology.Vertex vertex, JobTopology.Operator operator, AckTable acks) {
    List<OperatorSnapshots.Subtask> subtasks = new ArrayList<>();
    for (SubtaskId subtask : vertex.subtasks()) {
      SubtaskSnapshot snapshot = snapshotOf(subtask, acks);
      subtasks.add(
          new OperatorSnapshots.Subtask(
              snapshot.operators().getOrDefault(operator.uid(), OperatorSnapshot.EMPTY),
              snapshot.ended()));
    }
    return subtasks;
  }

  private static void requireKnown(JobTopology.Vertex vertex, SubtaskId subtask, AckTable acks) {
    Set<String> left = new TreeSet<>(snapshotOf(subtask, acks).operators().keySet());
    vertex.operators().forEach(operator -> left.remove(operator.uid()));
    if (!left.isEmpty()) {
      throw new IllegalStateException(
          "%s acknowledged state of operators %s, which its chain does not hold"
              .formatted(subtask, left));
    }
  }

  private static SubtaskSnapshot snapshotOf(SubtaskId subtask, AckTable acks) {
    AckTable.Entry entry = acks.get(subtask);
    if (entry == null) {
      throw new IllegalStateException(subtask + " has not acknowledged");
    }
    return entry.ack().snapshot();
  }
}
