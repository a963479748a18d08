package dev.weir.runtime.windowing;

import dev.weir.api.windowing.assigners.AlignedWindowAssigner;
import dev.weir.api.windowing.windows.TimeWindow;
import dev.weir.runtime.time.InternalTimerService;
import dev.weir.state.ValueState;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.Layout;
import dev.weir.state.spi.ValueStateSpec;

/**
 * Aligned windows with their default trigger, under the current key. A record is added to one
 * slice, however many windows share it; a window is the merger of its slices, made when it fires.
 *
 * <p>For each slice there is a timer for the first of its windows that has not ended. When a window
 * fires and the next one has slices too, the timer of the next is registered. So each window that
 * has slices fires once, and a key has one timer, or a few if records come out of order.
 */
final class SlicedWindowing<T, ACC, E> {

  static final String NAME = "window-contents";

  private final AlignedWindowAssigner assigner;
  private final SliceGeometry geometry;
  private final boolean eventTime;
  private final boolean keptAfterEnd;
  private final InternalTimerService<SliceTimer> timers;
  private final Lateness lateness;
  private final LateRecords<T> lateRecords;
  private final Accumulation<T, ACC, E> accumulation;
  private final WindowEmitter<TimeWindow, E, ?> emitter;
  private final Layout layout;
  private final ValueState<Slices<ACC>> state;

  /**
   * @param keptAfterEnd whether windows are kept after their end, for late records
   */
  SlicedWindowing(
      AlignedWindowAssigner assigner,
      boolean keptAfterEnd,
      InternalTimerService<SliceTimer> timers,
      Lateness lateness,
      LateRecords<T> lateRecords,
      Accumulation<T, ACC, E> accumulation,
      WindowEmitter<TimeWindow, E, ?> emitter,
      KeyedStateBackend<?> backend) {
    this.assigner = assigner;
    this.geometry = SliceGeometry.of(assigner);
    this.eventTime = assigner.isEventTime();
    this.keptAfterEnd = keptAfterEnd;
    this.timers = timers;
    this.lateness = lateness;
    this.lateRecords = lateRecords;
    this.accumulation = accumulation;
    this.emitter = emitter;
    this.layout = accumulation.serializer().layout();
    this.state =
        backend.valueState(
            new ValueStateSpec<>(
                NAME, Slices.Serializer.of(geometry, accumulation.serializer()), null));
  }

  void process(T record, long timestamp) throws Exception {
    long time = timeOf(timestamp);
    long lastWindow = geometry.lastWindowOf(time);
    if (time - lastWindow < geometry.size()
        && !lateness.isWindowLate(geometry.maxTimestamp(lastWindow))) {
      add(record, geometry.sliceOf(time), lastWindow);
    } else if (lateness.isRecordLate(timestamp)) {
      lateRecords.add(record, timestamp);
    }
  }

  private long timeOf(long timestamp) {
    if (!eventTime) {
      return timers.currentProcessingTime();
    }
    assigner.requireTimestamp(timestamp);
    return timestamp;
  }

  private void add(T record, long slice, long lastWindow) throws Exception {
    Slices<ACC> slices = slices();
    int index = slices.indexOf(slice);
    if (index >= 0) {
      slices.set(index, accumulation.add(slices.accumulator(index), record));
    } else {
      slices.append(slice, accumulation.first(record));
    }
    added(slices, slice, lastWindow, index < 0);
  }

  /**
   * Adds what the sender has made of records of a slice, none of whose windows has ended: the
   * watermark here cannot be ahead of that of a sender who was never idle.
   *
   * @param partial is kept
   */
  void merge(ACC partial, long slice) throws Exception {
    long lastWindow = geometry.lastWindowOf(slice);
    if (lateness.isWindowLate(geometry.maxTimestamp(lastWindow))) {
      throw new IllegalStateException(
          "a sender held records of the slice from %d on, whose windows are gone: the watermark is %d"
              .formatted(slice, timers.currentWatermark()));
    }
    Slices<ACC> slices = slices();
    int index = slices.indexOf(slice);
    if (index >= 0) {
      slices.set(index, accumulation.merge(slices.accumulator(index), partial));
    } else {
      slices.append(slice, partial);
    }
    added(slices, slice, lastWindow, index < 0);
  }

  private Slices<ACC> slices() throws Exception {
    Slices<ACC> slices = state.value();
    return slices == null ? new Slices<>(layout) : slices;
  }

  private void added(Slices<ACC> slices, long slice, long lastWindow, boolean begun)
      throws Exception {
    if (begun || keptAfterEnd) {
      // A slice that is kept may lie in windows that had fired before a restore, and now are to
      // fire again: the watermark begins anew.
      registerTimers(slice, lastWindow);
    }
    state.update(slices);
    if (keptAfterEnd) {
      fireEnded(slices, slice, lastWindow);
    }
  }

  private void registerTimers(long slice, long lastWindow) {
    long ended = eventTime ? timers.currentWatermark() : Long.MIN_VALUE;
    if (geometry.maxTimestamp(lastWindow) > ended) {
      registerFire(geometry.firstWindowAfter(slice, lastWindow, ended));
    }
    long cleanup = lateness.cleanupTime(geometry.maxTimestamp(lastWindow));
    if (keptAfterEnd && cleanup != Long.MAX_VALUE) {
      timers.registerEventTimeTimer(SliceTimer.DROP, cleanup);
    }
  }

  /**
   * A watermark says that the millisecond it names is over. The clock says that it has begun: more
   * records of the window may come in it, so the window fires with the next one.
   */
  private void registerFire(long window) {
    if (eventTime) {
      timers.registerEventTimeTimer(SliceTimer.FIRE, geometry.maxTimestamp(window));
    } else {
      timers.registerProcessingTimeTimer(SliceTimer.FIRE, window + geometry.size());
    }
  }

  /** Windows of the slice that have ended and are still kept fire with each record. */
  private void fireEnded(Slices<ACC> slices, long slice, long lastWindow) throws Exception {
    for (long window = lastWindow; geometry.covers(window, slice); window -= geometry.slide()) {
      long max = geometry.maxTimestamp(window);
      if (max <= timers.currentWatermark() && !lateness.isWindowLate(max)) {
        fire(slices, window);
      }
    }
  }

  void onTimer(long at, SliceTimer what) throws Exception {
    Slices<ACC> slices = state.value();
    if (slices == null) {
      return;
    }
    if (what == SliceTimer.FIRE && eventTime && at == SliceGeometry.END_OF_TIME) {
      fireAtEndOfTime(slices);
    } else if (what == SliceTimer.FIRE) {
      fireAtEnd(slices, (eventTime ? at + 1 : at) - geometry.size());
    } else {
      dropAt(slices, at);
    }
    state.update(slices.size() == 0 ? null : slices);
  }

  /** Several windows may end there, since none goes beyond. */
  private void fireAtEndOfTime(Slices<ACC> slices) throws Exception {
    long first = geometry.firstAtEndOfTime();
    for (long window = first; window >= first; window += geometry.slide()) {
      if (slices.anyWithin(window, 0, geometry.size())) {
        fire(slices, window);
        if (!keptAfterEnd) {
          emitter.clear(geometry.window(window));
        }
      }
    }
    if (!keptAfterEnd) {
      slices.dropUntil(first, Long.MAX_VALUE);
    }
  }

  private void fireAtEnd(Slices<ACC> slices, long window) throws Exception {
    fire(slices, window);
    if (!keptAfterEnd) {
      emitter.clear(geometry.window(window));
      slices.dropUntil(window, geometry.slide());
    }
    if (slices.anyWithin(window, geometry.slide(), geometry.size())) {
      registerFire(window + geometry.slide());
    }
  }

  /** All windows that start before the first one that is kept are gone, and so are their slices. */
  private void dropAt(Slices<ACC> slices, long at) {
    slices.dropUntil(
        geometry.lastWindowOf(at - lateness.allowed() + 1 - geometry.size()), geometry.slide());
  }

  private void fire(Slices<ACC> slices, long window) throws Exception {
    ACC merged = null;
    boolean own = false;
    for (int i = 0; i < slices.size(); i++) {
      if (slices.isWithin(i, window, geometry.size())) {
        ACC next = slices.accumulator(i);
        if (merged == null) {
          merged = next;
        } else {
          merged =
              accumulation.merge(own ? merged : accumulation.copy(merged), accumulation.copy(next));
          own = true;
        }
      }
    }
    if (merged == null) {
      return;
    }
    E result = accumulation.result(merged);
    if (result != null) {
      emitter.emitOne(geometry.window(window), result);
    }
  }

  /** How many late records were dropped since the start of the attempt. */
  long lateRecordsDropped() {
    return lateRecords.dropped();
  }
}
