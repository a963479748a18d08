package dev.weir.api.windowing.triggers;

import dev.weir.api.state.ReducingStateDescriptor;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.triggers.Trigger.OnMergeContext;
import dev.weir.api.windowing.triggers.Trigger.TriggerContext;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** When a window fires next, if that was decided. Merged windows fire at the earliest. */
final class NextFiring implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ReducingStateDescriptor<Long> fireTime =
      new ReducingStateDescriptor<>("fire-time", new LongMin(), Types.LONG);

  boolean isDecided(TriggerContext ctx) throws Exception {
    return ctx.getPartitionedState(fireTime).get() != null;
  }

  void decide(long time, TriggerContext ctx) throws Exception {
    ctx.getPartitionedState(fireTime).add(time);
  }

  /** Whether it is at this time; then it is to be decided anew. */
  boolean hasCome(long time, TriggerContext ctx) throws Exception {
    Long next = ctx.getPartitionedState(fireTime).get();
    if (next == null || next != time) {
      return false;
    }
    ctx.getPartitionedState(fireTime).clear();
    return true;
  }

  /** That of a window which was merged. */
  @Nullable Long merge(OnMergeContext ctx) throws Exception {
    ctx.mergePartitionedState(fireTime);
    return ctx.getPartitionedState(fireTime).get();
  }

  /** Forgets it, and says when it was to be. */
  @Nullable Long clear(TriggerContext ctx) throws Exception {
    Long next = ctx.getPartitionedState(fireTime).get();
    ctx.getPartitionedState(fireTime).clear();
    return next;
  }
}
