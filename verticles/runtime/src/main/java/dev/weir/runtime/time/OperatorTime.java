package dev.weir.runtime.time;

import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.TypeSerializer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What time it is for one operator, and its timers. For the thread of the subtask. */
public final class OperatorTime {

  private final ProcessingTimeService clock;
  private final Map<String, KeyedTimers<?>> byName = new HashMap<>();
  private final List<KeyedTimers<?>> timers = new ArrayList<>();
  private long watermark = Long.MIN_VALUE;

  public OperatorTime(ProcessingTimeService clock) {
    this.clock = clock;
  }

  public ProcessingTimeService clock() {
    return clock;
  }

  /** Milliseconds since the epoch. */
  public long currentProcessingTime() {
    return clock.now();
  }

  /** {@code Long.MIN_VALUE} before the first one; not restored, since what comes in tells it. */
  public long currentWatermark() {
    return watermark;
  }

  /**
   * The timers of a name. Asked for when the operator opens, not later: restored timers of
   * processing time begin to fire then.
   *
   * @throws IllegalStateException if the name was asked for before
   */
  public <N> InternalTimerService<N> timers(
      KeyedStateBackend<?> state, String name, TypeSerializer<N> namespace, Triggerable<N> target) {
    KeyedTimers<N> service = new KeyedTimers<>(this, state, name, namespace, target);
    if (byName.put(name, service) != null) {
      throw new IllegalStateException("the operator has two timer services named " + name);
    }
    timers.add(service);
    return service;
  }

  /** Event time has risen to {@code newWatermark}: runs the timers that waited for it. */
  public void advanceWatermark(long newWatermark) throws Exception {
    watermark = newWatermark;
    for (int i = 0; i < timers.size(); i++) {
      timers.get(i).advanceWatermark(newWatermark);
    }
  }
}
