package dev.weir.api.windowing.triggers;

import dev.weir.api.state.ReducingStateDescriptor;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.windows.Window;
import dev.weir.state.ReducingState;

/** Fires with each n-th record, and counts anew. */
public final class CountTrigger<W extends Window> extends Trigger<Object, W> {

  private static final long serialVersionUID = 1L;

  private final long maxCount;
  private final ReducingStateDescriptor<Long> countDescriptor =
      new ReducingStateDescriptor<>("count", new LongSum(), Types.LONG);

  private CountTrigger(long maxCount) {
    if (maxCount < 1) {
      throw new IllegalArgumentException(
          "A count trigger needs a count of at least 1, found " + maxCount);
    }
    this.maxCount = maxCount;
  }

  /** Fires with each {@code maxCount}-th record. */
  public static <W extends Window> CountTrigger<W> of(long maxCount) {
    return new CountTrigger<>(maxCount);
  }

  @Override
  public TriggerResult onElement(Object element, long timestamp, W window, TriggerContext ctx)
      throws Exception {
    ReducingState<Long> count = ctx.getPartitionedState(countDescriptor);
    count.add(1L);
    Long counted = count.get();
    if (counted != null && counted >= maxCount) {
      count.clear();
      return TriggerResult.FIRE;
    }
    return TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onEventTime(long time, W window, TriggerContext ctx) {
    return TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) {
    return TriggerResult.CONTINUE;
  }

  @Override
  public boolean canMerge() {
    return true;
  }

  @Override
  public void onMerge(W window, OnMergeContext ctx) {
    ctx.mergePartitionedState(countDescriptor);
  }

  @Override
  public void clear(W window, TriggerContext ctx) {
    ctx.getPartitionedState(countDescriptor).clear();
  }

  @Override
  public String toString() {
    return "CountTrigger(" + maxCount + ")";
  }
}
