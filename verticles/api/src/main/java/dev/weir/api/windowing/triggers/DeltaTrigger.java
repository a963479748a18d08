package dev.weir.api.windowing.triggers;

import dev.weir.api.functions.DeltaFunction;
import dev.weir.api.state.ValueStateDescriptor;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.windowing.windows.Window;
import dev.weir.state.ValueState;
import dev.weir.state.spi.TypeSerializer;

/** Fires when a record differs by more than a threshold from the one that fired last. */
public final class DeltaTrigger<T, W extends Window> extends Trigger<T, W> {

  private static final long serialVersionUID = 1L;

  private static final String LAST = "last-element";

  private final double threshold;
  private final DeltaFunction<T> deltaFunction;
  private final ValueStateDescriptor<T> lastDescriptor;

  private DeltaTrigger(
      double threshold, DeltaFunction<T> deltaFunction, ValueStateDescriptor<T> lastDescriptor) {
    this.threshold = threshold;
    this.deltaFunction = deltaFunction;
    this.lastDescriptor = lastDescriptor;
  }

  /** Fires when the delta is greater than {@code threshold}. */
  public static <T, W extends Window> DeltaTrigger<T, W> of(
      double threshold, DeltaFunction<T> deltaFunction, TypeSerializer<T> stateSerializer) {
    return new DeltaTrigger<>(
        threshold, deltaFunction, new ValueStateDescriptor<>(LAST, stateSerializer));
  }

  /** Fires when the delta is greater than {@code threshold}. */
  public static <T, W extends Window> DeltaTrigger<T, W> of(
      double threshold, DeltaFunction<T> deltaFunction, TypeInformation<T> stateType) {
    return new DeltaTrigger<>(
        threshold, deltaFunction, new ValueStateDescriptor<>(LAST, stateType));
  }

  @Override
  public TriggerResult onElement(T element, long timestamp, W window, TriggerContext ctx)
      throws Exception {
    ValueState<T> last = ctx.getPartitionedState(lastDescriptor);
    T before = last.value();
    if (before == null) {
      last.update(element);
      return TriggerResult.CONTINUE;
    }
    if (deltaFunction.getDelta(before, element) > threshold) {
      last.update(element);
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
  public void clear(W window, TriggerContext ctx) {
    ctx.getPartitionedState(lastDescriptor).clear();
  }

  @Override
  public String toString() {
    return "DeltaTrigger(" + deltaFunction + ", " + threshold + ")";
  }
}
