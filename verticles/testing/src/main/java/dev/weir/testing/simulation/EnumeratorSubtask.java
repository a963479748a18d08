package dev.weir.testing.simulation;

import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.checkpoint.CheckpointFailureReason;
import dev.weir.protocol.checkpoint.SnapshotMetrics;
import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.protocol.checkpoint.SubtaskDecline;
import dev.weir.protocol.manifest.OperatorListState;
import dev.weir.protocol.manifest.OperatorSnapshot;
import dev.weir.protocol.manifest.SubtaskSnapshot;
import dev.weir.protocol.restore.OperatorRestore;
import dev.weir.protocol.restore.SubtaskRestore;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deals splits out to the readers of its source; checkpoints begin here. */
final class EnumeratorSubtask extends Subtask {

  static final String STATE = "enumerator";
  private static final String SCHEMA = "unassigned splits";

  private final ArrayDeque<Integer> unassigned = new ArrayDeque<>();
  private final OrderedSender.Receiver[] readers;

  EnumeratorSubtask(
      World world,
      NodeProcess process,
      Deployment deployment,
      SubtaskId id,
      SubtaskRestore restore,
      boolean restored) {
    super(world, process, deployment, id);
    readers = new OrderedSender.Receiver[outputs.size()];
    for (int i = 0; i < readers.length; i++) {
      readers[i] = new OrderedSender.Receiver(() -> fail("a request for a split was lost"));
    }
    int perSource = deployment.blueprint().shape().splits();
    if (restored) {
      restore(restore.of(id.vertex()));
    } else {
      for (int i = 0; i < perSource; i++) {
        unassigned.add(place.vertex() * perSource + i);
      }
    }
  }

  private void restore(OperatorRestore restore) {
    OperatorListState state = restore.listState().get(STATE);
    if (state == null) {
      return;
    }
    List<byte[]> elements = state.elements();
    for (byte split : elements.get(elements.size() - 1)) {
      unassigned.add((int) split);
    }
  }

  OrderedSender.Receiver readerRequests(int reader) {
    return readers[reader];
  }

  /** A reader has started, or has read all it had. */
  void splitWanted(int reader) {
    if (isStopped()) {
      return;
    }
    Integer split = unassigned.poll();
    outputs
        .get(reader)
        .write(new Message.Splits(split == null ? List.of() : List.of(split), split == null));
  }

  @Override
  void receive(int input, long number, Message message) {
    throw new IllegalStateException(id() + " has no input");
  }

  @Override
  void receive(Command command) {
    if (isStopped()) {
      return;
    }
    if (command instanceof Command.Start) {
      report(new Report.Ended());
    } else if (command instanceof Command.Trigger trigger) {
      snapshot(trigger.barrier());
    } else if (command instanceof Command.EndSources) {
      outputs.forEach(output -> output.write(new Message.EndSource()));
    } else if (command instanceof Command.Complete complete) {
      report(new Report.Committed(complete.checkpointId()));
    }
  }

  private void snapshot(CheckpointBarrier barrier) {
    if (world.strikes(FaultKind.SNAPSHOT_FAILS, id())) {
      report(
          new Report.Declined(
              new SubtaskDecline(
                  barrier.checkpointId(), id(), CheckpointFailureReason.SNAPSHOT_FAILED, "")));
      return;
    }
    outputs.forEach(output -> output.write(new Message.Barrier(barrier)));
    byte[] rest = new byte[unassigned.size()];
    int i = 0;
    for (int split : unassigned) {
      rest[i++] = (byte) split;
    }
    OperatorListState state =
        new OperatorListState(OperatorListState.Mode.SPLIT, SCHEMA, List.of(rest));
    report(
        new Report.Acknowledged(
            new SubtaskAck(
                barrier.checkpointId(),
                id(),
                new SubtaskSnapshot(
                    Map.of(
                        id().vertex(),
                        new OperatorSnapshot(Optional.empty(), Map.of(STATE, state))),
                    false),
                SnapshotMetrics.NONE)));
  }
}
