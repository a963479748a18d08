package dev.weir.protocol.coordinator;

import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.CheckpointFailureReason;
import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.checkpoint.SnapshotMetrics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One checkpoint as the dashboard shows it. Times are milliseconds.
 *
 * @param triggeredAt when it was triggered
 * @param endedAt when it was completed or given up; empty while in progress
 * @param directory where it lies
 * @param failure why it was given up; empty otherwise
 * @param subtasks all of them, in the order of the topology
 */
public record CheckpointView(
    long checkpointId,
    CheckpointKind kind,
    Status status,
    long triggeredAt,
    OptionalLong endedAt,
    String directory,
    Optional<Failure> failure,
    List<SubtaskView> subtasks) {

  /** Where a checkpoint stands. */
  public enum Status {
    IN_PROGRESS,
    COMPLETED,
    FAILED
  }

  /**
   * Why a checkpoint was given up.
   *
   * @param message names the subtasks concerned
   */
  public record Failure(CheckpointFailureReason reason, String message) {}

  /**
   * How far a subtask is.
   *
   * @param acknowledgedAt empty if it has not acknowledged
   * @param metrics all zero if it has not acknowledged
   */
  public record SubtaskView(
      SubtaskId subtask, OptionalLong acknowledgedAt, SnapshotMetrics metrics) {}

  public CheckpointView {
    subtasks = List.copyOf(subtasks);
  }

  public int acknowledged() {
    return (int) subtasks.stream().filter(s -> s.acknowledgedAt().isPresent()).count();
  }

  public OptionalLong lastAcknowledgedAt() {
    return subtasks.stream()
        .filter(s -> s.acknowledgedAt().isPresent())
        .mapToLong(s -> s.acknowledgedAt().getAsLong())
        .max();
  }

  public long newBytes() {
    return subtasks.stream().mapToLong(s -> s.metrics().newBytes()).sum();
  }

  public long fullBytes() {
    return subtasks.stream().mapToLong(s -> s.metrics().fullBytes()).sum();
  }

  /** From the trigger to the end; empty while in progress. */
  public OptionalLong durationMillis() {
    return endedAt.isPresent()
        ? OptionalLong.of(endedAt.getAsLong() - triggeredAt)
        : OptionalLong.empty();
  }
}
