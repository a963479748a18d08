package dev.weir.benchmarks.jet;

import com.hazelcast.jet.Traverser;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.BroadcastKey;
import com.hazelcast.jet.core.EventTimeMapper;
import com.hazelcast.jet.core.EventTimePolicy;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.jet.core.ProcessorSupplier;
import com.hazelcast.jet.pipeline.Sources;
import com.hazelcast.jet.pipeline.StreamSource;
import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Measurement;
import dev.weir.benchmarks.cell.Schedule;
import dev.weir.benchmarks.cell.Stripe;
import dev.weir.benchmarks.cell.Workload;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Reads one partition; partitions advance together. Its position is in the snapshot. */
final class StripedGenerator<T> extends AbstractProcessor {

  private static final int RECORDS_PER_CALL = 1024;

  private final Measurement measurement;
  private final Measurement.Lane lane;
  private final Schedule schedule;
  private final Records<T> records;
  private final long events;
  private final boolean scheduled;
  private final EventTimeMapper<T> times;

  private Stripe stripe = new Stripe(0, 1, 0);
  private long position;
  private @Nullable Traverser<Object> pending;

  /** Makes the record of an offset, due at a time of {@link System#nanoTime} if it has one. */
  @FunctionalInterface
  interface Records<T> extends Serializable {
    T at(long offset, long dueNanos);
  }

  private StripedGenerator(
      String measurement,
      Records<T> records,
      long events,
      boolean scheduled,
      EventTimePolicy<? super T> policy) {
    this.measurement = Measurement.find(measurement);
    this.lane = this.measurement.lane();
    this.schedule = this.measurement.schedule();
    this.records = records;
    this.events = events;
    this.scheduled = scheduled;
    this.times = new EventTimeMapper<>(policy);
    times.addPartitions(1);
  }

  static <T> StreamSource<T> source(String measurement, Cell cell, Records<T> records) {
    long events = cell.events();
    boolean scheduled = cell.workload() == Workload.LATENCY;
    int parallelism = cell.parallelism();
    return Sources.streamFromProcessorWithWatermarks(
        "generator",
        false,
        policy ->
            ProcessorMetaSupplier.of(
                parallelism,
                ProcessorSupplier.of(
                    () ->
                        new StripedGenerator<>(measurement, records, events, scheduled, policy))));
  }

  @Override
  protected void init(Context context) {
    stripe = new Stripe(context.globalProcessorIndex(), context.totalParallelism(), 0);
    schedule.begin();
  }

  @Override
  public boolean complete() {
    long length = stripe.length(events);
    long to = Math.min(length, position + RECORDS_PER_CALL);
    if (scheduled) {
      to = Math.min(to, stripe.length(schedule.due()));
    }
    while (emitPending() && position < to) {
      long offset = stripe.offsetAt(position);
      T record = records.at(offset, scheduled ? schedule.dueNanos(offset) : 0);
      pending = times.flatMapEvent(record, 0, EventTimeMapper.NO_NATIVE_TIME);
      position++;
      lane.one();
    }
    return pending == null && position == length;
  }

  private boolean emitPending() {
    if (pending == null || emitFromTraverser(pending)) {
      pending = null;
      return true;
    }
    return false;
  }

  @Override
  public boolean saveToSnapshot() {
    return emitPending()
        && tryEmitToSnapshot(BroadcastKey.broadcastKey(stripe.partition()), position);
  }

  @Override
  protected void restoreFromSnapshot(Object key, Object value) {
    if (key.equals(BroadcastKey.broadcastKey(stripe.partition()))) {
      position = (Long) value;
    }
  }
}
