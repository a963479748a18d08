package dev.weir.protocol.coordinator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The checkpoints of a run as the dashboard shows them.
 *
 * @param history the latest checkpoints, newest first
 */
public record CheckpointStatistics(
    long triggered,
    long completed,
    long failed,
    long restored,
    List<CheckpointView> history,
    Optional<CheckpointView> latestCompleted,
    Optional<CheckpointView> latestSavepoint,
    Optional<CheckpointView> latestFailed,
    Optional<Restored> latestRestored) {

  /**
   * What an attempt started from.
   *
   * @param at when, in milliseconds
   */
  public record Restored(long checkpointId, boolean savepoint, String manifest, long at) {}

  public static final CheckpointStatistics NONE =
      new CheckpointStatistics(
          0,
          0,
          0,
          0,
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public CheckpointStatistics {
    history = List.copyOf(history);
  }

  public long inProgress() {
    return triggered - completed - failed;
  }

  CheckpointStatistics triggered(CheckpointView view, int historySize) {
    List<CheckpointView> views = new ArrayList<>();
    views.add(view);
    views.addAll(history.subList(0, Math.min(history.size(), historySize - 1)));
    return new CheckpointStatistics(
        triggered + 1,
        completed,
        failed,
        restored,
        views,
        latestCompleted,
        latestSavepoint,
        latestFailed,
        latestRestored);
  }

  CheckpointStatistics updated(CheckpointView view) {
    boolean isCompleted = view.status() == CheckpointView.Status.COMPLETED;
    boolean isFailed = view.status() == CheckpointView.Status.FAILED;
    boolean isSavepoint = view.kind().isSavepoint();
    return new CheckpointStatistics(
        triggered,
        completed + (isCompleted ? 1 : 0),
        failed + (isFailed ? 1 : 0),
        restored,
        history.stream()
            .map(old -> old.checkpointId() == view.checkpointId() ? view : old)
            .toList(),
        isCompleted && !isSavepoint ? Optional.of(view) : latestCompleted,
        isCompleted && isSavepoint ? Optional.of(view) : latestSavepoint,
        isFailed ? Optional.of(view) : latestFailed,
        latestRestored);
  }

  /** An attempt starts from a checkpoint. */
  public CheckpointStatistics restored(Restored from) {
    return new CheckpointStatistics(
        triggered,
        completed,
        failed,
        restored + 1,
        history,
        latestCompleted,
        latestSavepoint,
        latestFailed,
        Optional.of(from));
  }
}
