package dev.weir.runtime.windowing;

import dev.weir.api.types.Types;
import dev.weir.api.windowing.assigners.AlignedWindowAssigner;
import dev.weir.api.windowing.assigners.WindowAssigner;
import dev.weir.api.windowing.assigners.WindowStagger;
import dev.weir.protocol.manifest.OperatorListState.Mode;
import dev.weir.runtime.operators.OperatorContext;
import dev.weir.state.ListState;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps how the windows of a subtask are shifted, so that a record falls into the same window after
 * a restore. Each subtask sees the shifts of all, and takes the one at its index; at a higher
 * parallelism several take the same.
 */
final class StaggerState {

  private static final long NOT_CHOSEN = -1;

  private final AlignedWindowAssigner assigner;
  private final ListState<Long> chosen;

  private StaggerState(AlignedWindowAssigner assigner, ListState<Long> chosen) {
    this.assigner = assigner;
    this.chosen = chosen;
  }

  /** What keeps nothing if the windows of all subtasks are alike. */
  interface Keeper {
    void snapshot() throws Exception;
  }

  /** Restores the shift of an assigner, and says how to keep it. */
  static Keeper of(WindowAssigner<?, ?> assigner, OperatorContext context) throws Exception {
    if (!(assigner instanceof AlignedWindowAssigner aligned)
        || aligned.getWindowStagger() == WindowStagger.ALIGNED) {
      return () -> {};
    }
    ListState<Long> chosen =
        context.operatorState().list("window-stagger", Mode.UNION, Types.LONG.createSerializer());
    List<Long> ofAll = new ArrayList<>();
    chosen.get().forEach(ofAll::add);
    if (!ofAll.isEmpty()) {
      int index = context.taskInfo().getIndexOfThisSubtask();
      long own = ofAll.get(index % ofAll.size());
      if (own != NOT_CHOSEN) {
        aligned.restoreStaggerOffset(own);
      }
    }
    return new StaggerState(aligned, chosen)::snapshot;
  }

  private void snapshot() throws Exception {
    chosen.update(List.of(assigner.staggerOffset().orElse(NOT_CHOSEN)));
  }
}
