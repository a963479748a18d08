package dev.weir.runtime.windowing;

import dev.weir.api.metrics.MetricGroup;
import dev.weir.api.state.StateDescriptor;
import dev.weir.api.windowing.triggers.Trigger;
import dev.weir.api.windowing.triggers.TriggerResult;
import dev.weir.api.windowing.windows.Window;
import dev.weir.runtime.state.NamespaceStateStore;
import dev.weir.runtime.time.InternalTimerService;
import dev.weir.state.AppendingState;
import dev.weir.state.State;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks the trigger, for one window of the current key at a time. */
final class TriggerRunner<T, W extends Window> implements Trigger.OnMergeContext {

  private final Trigger<? super T, ? super W> trigger;
  private final InternalTimerService<W> timers;
  private final NamespaceStateStore<W> states;
  private final MetricGroup metrics;
  private @Nullable W window;
  private List<W> merged = List.of();

  TriggerRunner(
      Trigger<? super T, ? super W> trigger,
      InternalTimerService<W> timers,
      NamespaceStateStore<W> states,
      MetricGroup metrics) {
    this.metrics = metrics;
    this.trigger = trigger;
    this.timers = timers;
    this.states = states;
  }

  TriggerResult onElement(T record, long timestamp, W elementWindow) throws Exception {
    setWindow(elementWindow);
    return trigger.onElement(record, timestamp, elementWindow, this);
  }

  TriggerResult onEventTime(long time, W timerWindow) throws Exception {
    setWindow(timerWindow);
    return trigger.onEventTime(time, timerWindow, this);
  }

  TriggerResult onProcessingTime(long time, W timerWindow) throws Exception {
    setWindow(timerWindow);
    return trigger.onProcessingTime(time, timerWindow, this);
  }

  void onMerge(W result, List<W> mergedWindows) throws Exception {
    setWindow(result);
    merged = mergedWindows;
    trigger.onMerge(result, this);
  }

  void clear(W gone) throws Exception {
    setWindow(gone);
    trigger.clear(gone, this);
  }

  private void setWindow(W newWindow) {
    window = newWindow;
    states.setCurrentNamespace(newWindow);
  }

  private W window() {
    return Objects.requireNonNull(window, "no window is being processed");
  }

  @Override
  public MetricGroup getMetricGroup() {
    return metrics;
  }

  @Override
  public long getCurrentProcessingTime() {
    return timers.currentProcessingTime();
  }

  @Override
  public long getCurrentWatermark() {
    return timers.currentWatermark();
  }

  @Override
  public void registerProcessingTimeTimer(long time) {
    timers.registerProcessingTimeTimer(window(), time);
  }

  @Override
  public void registerEventTimeTimer(long time) {
    timers.registerEventTimeTimer(window(), time);
  }

  @Override
  public void deleteProcessingTimeTimer(long time) {
    timers.deleteProcessingTimeTimer(window(), time);
  }

  @Override
  public void deleteEventTimeTimer(long time) {
    timers.deleteEventTimeTimer(window(), time);
  }

  @Override
  public <S extends State> S getPartitionedState(StateDescriptor<S, ?> stateDescriptor) {
    return states.state(stateDescriptor);
  }

  @Override
  public <S extends AppendingState<?, ?>> void mergePartitionedState(
      StateDescriptor<S, ?> stateDescriptor) {
    try {
      states.merge(stateDescriptor, window(), merged);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(
          "cannot merge the trigger state '" + stateDescriptor.getName() + "' of " + merged, e);
    }
  }
}
