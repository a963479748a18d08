package dev.weir.runtime.windowing;

import dev.weir.api.windowing.triggers.Trigger;
import dev.weir.api.windowing.triggers.TriggerResult;
import dev.weir.api.windowing.windows.Window;

/** Does what another trigger does, but is not known to do so: keeps windows from being sliced. */
final class SameTrigger<T, W extends Window> extends Trigger<T, W> {

  private final Trigger<T, W> same;

  SameTrigger(Trigger<T, W> same) {
    this.same = same;
  }

  @Override
  public TriggerResult onElement(T element, long timestamp, W window, TriggerContext ctx)
      throws Exception {
    return same.onElement(element, timestamp, window, ctx);
  }

  @Override
  public TriggerResult onProcessingTime(long time, W window, TriggerContext ctx) throws Exception {
    return same.onProcessingTime(time, window, ctx);
  }

  @Override
  public TriggerResult onEventTime(long time, W window, TriggerContext ctx) throws Exception {
    return same.onEventTime(time, window, ctx);
  }

  @Override
  public boolean canMerge() {
    return same.canMerge();
  }

  @Override
  public void onMerge(W window, OnMergeContext ctx) throws Exception {
    same.onMerge(window, ctx);
  }

  @Override
  public void clear(W window, TriggerContext ctx) throws Exception {
    same.clear(window, ctx);
  }
}
