package dev.weir.runtime.operators;

import dev.weir.api.types.TypeInformation;
import dev.weir.api.types.Types;
import dev.weir.runtime.time.InternalTimerService;
import dev.weir.runtime.time.Triggerable;
import dev.weir.state.MapState;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.TypeSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The records of one side of an interval join that may still find partners, by key and timestamp.
 * The namespace of a timer is the timestamp of the records that go when it fires.
 */
final class IntervalBuffer<T> implements Triggerable<Long> {

  static final TypeSerializer<Long> TIMES = Types.LONG.createSerializer();

  private final MapState<Long, List<T>> records;
  private final long partnersFor;
  private @Nullable InternalTimerService<Long> timers;

  /**
   * @param partnersFor how long after a record its last partner may come, in event time
   */
  IntervalBuffer(
      String side, KeyedStateBackend<?> state, TypeInformation<T> type, long partnersFor) {
    this.records =
        state.mapState(
            new MapStateSpec<>(
                "interval-join-" + side,
                Types.LONG.createSerializer(),
                Types.LIST(type).createSerializer()));
    this.partnersFor = partnersFor;
  }

  void cleanBy(InternalTimerService<Long> newTimers) {
    timers = newTimers;
  }

  /** What the state holds is not changed in place: a snapshot may be reading it. */
  void add(T record, long timestamp) throws Exception {
    List<T> before = records.get(timestamp);
    List<T> after = new ArrayList<>(before == null ? 1 : before.size() + 1);
    if (before != null) {
      after.addAll(before);
    }
    after.add(record);
    records.put(timestamp, after);
    Objects.requireNonNull(timers, "the operator is not open")
        .registerEventTimeTimer(timestamp, plus(timestamp, partnersFor));
  }

  /** What is kept under the current key, by timestamp, in no order of time. */
  Iterable<Map.Entry<Long, List<T>>> entries() throws Exception {
    return records.entries();
  }

  @Override
  public void onEventTime(long time, Long timestamp) throws Exception {
    records.remove(timestamp);
  }

  @Override
  public void onProcessingTime(long time, Long timestamp) {
    throw new IllegalStateException("an interval join has no timers of processing time");
  }

  /** A sum that stays at the ends of time instead of going over them. */
  static long plus(long time, long duration) {
    long sum = time + duration;
    if (((time ^ sum) & (duration ^ sum)) < 0) {
      return duration < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return sum;
  }
}
