package dev.weir.protocol.coordinator;

import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.checkpoint.SnapshotMetrics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Draws checkpoints for the dashboard. */
final class CheckpointViews {

  private CheckpointViews() {}

  static CheckpointView inProgress(CheckpointRun run) {
    return view(run, CheckpointView.Status.IN_PROGRESS, OptionalLong.empty(), Optional.empty());
  }

  static CheckpointView completed(Completed run) {
    return view(run, CheckpointView.Status.COMPLETED, OptionalLong.of(run.at()), Optional.empty());
  }

  static CheckpointView aborted(Aborted run) {
    return view(
        run,
        CheckpointView.Status.FAILED,
        OptionalLong.of(run.at()),
        Optional.of(new CheckpointView.Failure(run.reason(), run.sentence())));
  }

  private static CheckpointView view(
      CheckpointRun run,
      CheckpointView.Status status,
      OptionalLong endedAt,
      Optional<CheckpointView.Failure> failure) {
    CheckpointBarrier barrier = run.header().barrier();
    return new CheckpointView(
        barrier.checkpointId(),
        barrier.kind(),
        status,
        barrier.timestamp(),
        endedAt,
        barrier.directory(),
        failure,
        subtasks(run.acks()));
  }

  private static List<CheckpointView.SubtaskView> subtasks(AckTable acks) {
    return acks.subtasks().stream()
        .map(
            subtask -> {
              AckTable.Entry entry = acks.get(subtask);
              return entry == null
                  ? new CheckpointView.SubtaskView(
                      subtask, OptionalLong.empty(), SnapshotMetrics.NONE)
                  : new CheckpointView.SubtaskView(
                      subtask, OptionalLong.of(entry.at()), entry.ack().metrics());
            })
        .toList();
  }
}
