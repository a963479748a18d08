package dev.weir.runtime.windowing;

import dev.weir.api.functions.Function;
import dev.weir.api.graph.OperatorSpec.WindowSpec;
import dev.weir.api.spi.FunctionCopy;
import dev.weir.api.windowing.assigners.MergingWindowAssigner;
import dev.weir.api.windowing.assigners.WindowAssigner;
import dev.weir.api.windowing.assigners.WindowAssigner.WindowAssignerContext;
import dev.weir.api.windowing.triggers.TriggerResult;
import dev.weir.api.windowing.windows.Window;
import dev.weir.runtime.operators.OperatorContext;
import dev.weir.runtime.operators.Output;
import dev.weir.runtime.state.NamespaceStateStore;
import dev.weir.runtime.time.InternalTimerService;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.TypeSerializer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Windows of any kind, under the current key. For each window that takes a record, in this order:
 * the record is added to the contents; the trigger is asked; if it fires, the whole contents are
 * emitted; if it purges, they are cleared; the timer that cleans the window up is registered.
 *
 * <p>A timer asks the trigger in the same way. At the cleanup time of its window, it then removes
 * contents, state of trigger and function, and the window itself.
 */
final class GenericWindowing<T, E, W extends Window> {

  private final WindowAssigner<? super T, W> assigner;
  private final StaggerState.Keeper stagger;
  private final boolean eventTime;
  private final InternalTimerService<W> timers;
  private final Lateness lateness;
  private final LateRecords<T> lateRecords;
  private final PaneState<T, W, E> panes;
  private final TriggerRunner<T, W> trigger;
  private final WindowEmitter<W, E, ?> emitter;
  private final @Nullable MergingState<W> merging;
  private final WindowAssignerContext assignerContext;

  private GenericWindowing(
      WindowAssigner<? super T, W> assigner,
      InternalTimerService<W> timers,
      Lateness lateness,
      LateRecords<T> lateRecords,
      PaneState<T, W, E> panes,
      TriggerRunner<T, W> trigger,
      WindowEmitter<W, E, ?> emitter,
      @Nullable MergingState<W> merging,
      StaggerState.Keeper stagger) {
    this.assigner = assigner;
    this.stagger = stagger;
    this.eventTime = assigner.isEventTime();
    this.timers = timers;
    this.lateness = lateness;
    this.lateRecords = lateRecords;
    this.panes = panes;
    this.trigger = trigger;
    this.emitter = emitter;
    this.merging = merging;
    this.assignerContext = new Clock(timers);
  }

  /**
   * @param function the operator's own copy of the function in the spec
   */
  static <K, T, E, OUT, W extends Window> GenericWindowing<T, E, W> of(
      WindowSpec<T, K, E, OUT, W> spec,
      Function function,
      OperatorContext context,
      Output<OUT> output,
      InternalTimerService<W> timers)
      throws Exception {
    KeyedStateBackend<K> state = context.requireKeyedState();
    TypeSerializer<W> windows = spec.windowSerializer().duplicate();
    WindowAssigner<? super T, W> assigner = FunctionCopy.of(spec.assigner());
    MergingState<W> merging =
        assigner instanceof MergingWindowAssigner<? super T, W> canMerge
            ? new MergingState<>(canMerge, state, windows)
            : null;
    return new GenericWindowing<>(
        assigner,
        timers,
        new Lateness(assigner.isEventTime(), spec.allowedLateness(), timers),
        new LateRecords<>(spec.lateDataTag(), context),
        PaneStates.of(spec, state.namespaced("window-contents", windows), timers),
        new TriggerRunner<>(
            FunctionCopy.of(spec.trigger()),
            timers,
            new NamespaceStateStore<>(state.namespaced("trigger", windows), "trigger."),
            context.metrics()),
        WindowEmitters.of(
            spec.result(),
            function,
            state,
            new WindowFunctionContext<>(context, timers, windows, merging != null),
            output),
        merging,
        StaggerState.of(assigner, context));
  }

  void snapshotState() throws Exception {
    stagger.snapshot();
  }

  void process(T record, long timestamp) throws Exception {
    boolean taken =
        merging == null
            ? addToWindows(record, timestamp)
            : addToMergingWindows(record, timestamp, merging);
    if (!taken && lateness.isRecordLate(timestamp)) {
      lateRecords.add(record, timestamp);
    }
  }

  private boolean addToWindows(T record, long timestamp) throws Exception {
    boolean taken = false;
    for (W window : assigner.assignWindows(record, timestamp, assignerContext)) {
      if (!lateness.isWindowLate(window)) {
        add(record, timestamp, window, window);
        taken = true;
      }
    }
    return taken;
  }

  private boolean addToMergingWindows(T record, long timestamp, MergingState<W> mergingState)
      throws Exception {
    MergingWindowSet<W> windows = mergingState.load();
    boolean taken = false;
    for (W assigned : assigner.assignWindows(record, timestamp, assignerContext)) {
      W window = windows.add(assigned, this::merge);
      if (lateness.isWindowLate(window)) {
        windows.retire(window);
      } else {
        add(record, timestamp, window, MergingState.stateWindow(windows, window));
        taken = true;
      }
    }
    mergingState.save(windows);
    return taken;
  }

  private void add(T record, long timestamp, W window, W stateWindow) throws Exception {
    panes.setStateWindow(stateWindow);
    panes.add(record, timestamp);
    act(trigger.onElement(record, timestamp, window), window);
    registerCleanup(window);
  }

  private void act(TriggerResult result, W window) throws Exception {
    if (result.isFire()) {
      panes.fire(window, emitter);
    }
    if (result.isPurge()) {
      panes.clear();
    }
  }

  void onEventTime(long at, W window) throws Exception {
    onTimer(at, window, true);
  }

  void onProcessingTime(long at, W window) throws Exception {
    onTimer(at, window, false);
  }

  /** A timer of a window that is no more was left behind by its trigger: nothing is to be done. */
  private void onTimer(long at, W window, boolean inEventTime) throws Exception {
    MergingWindowSet<W> windows = merging == null ? null : merging.load();
    W stateWindow = windows == null ? window : windows.stateWindow(window);
    if (stateWindow == null) {
      return;
    }
    panes.setStateWindow(stateWindow);
    act(
        inEventTime ? trigger.onEventTime(at, window) : trigger.onProcessingTime(at, window),
        window);
    if (inEventTime == eventTime && at == lateness.cleanupTime(window)) {
      cleanUp(window, windows);
    }
  }

  private void cleanUp(W window, @Nullable MergingWindowSet<W> windows) throws Exception {
    panes.clear();
    trigger.clear(window);
    emitter.clear(window);
    if (merging != null && windows != null) {
      windows.retire(window);
      merging.save(windows);
    }
  }

  private void merge(W result, List<W> merged, W stateWindow, List<W> states) throws Exception {
    requireNotPassed(result);
    trigger.onMerge(result, merged);
    for (W gone : merged) {
      trigger.clear(gone);
      deleteCleanup(gone);
    }
    panes.merge(stateWindow, states);
  }

  /** By merging, a window may only grow. */
  private void requireNotPassed(W result) {
    boolean passed =
        eventTime
            ? lateness.isWindowLate(result)
            : result.maxTimestamp() <= timers.currentProcessingTime();
    if (passed) {
      throw new UnsupportedOperationException(
          "The end of a window cannot become earlier by merging: windows were merged into "
              + result
              + ", which is over; "
              + (eventTime
                  ? "the watermark is " + timers.currentWatermark()
                  : "the time is " + timers.currentProcessingTime()));
    }
  }

  private void registerCleanup(W window) {
    long cleanup = lateness.cleanupTime(window);
    if (cleanup == Long.MAX_VALUE) {
      return;
    }
    if (eventTime) {
      timers.registerEventTimeTimer(window, cleanup);
    } else {
      timers.registerProcessingTimeTimer(window, cleanup);
    }
  }

  private void deleteCleanup(W window) {
    long cleanup = lateness.cleanupTime(window);
    if (cleanup == Long.MAX_VALUE) {
      return;
    }
    if (eventTime) {
      timers.deleteEventTimeTimer(window, cleanup);
    } else {
      timers.deleteProcessingTimeTimer(window, cleanup);
    }
  }

  /** How many late records were dropped since the start of the attempt. */
  long lateRecordsDropped() {
    return lateRecords.dropped();
  }

  private static final class Clock extends WindowAssignerContext {

    private final InternalTimerService<?> time;

    Clock(InternalTimerService<?> time) {
      this.time = time;
    }

    @Override
    public long getCurrentProcessingTime() {
      return time.currentProcessingTime();
    }
  }
}
