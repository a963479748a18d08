package dev.weir.benchmarks.jet;

import com.hazelcast.function.FunctionEx;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.BroadcastKey;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.jet.core.ProcessorSupplier;
import com.hazelcast.jet.pipeline.BatchSource;
import com.hazelcast.jet.pipeline.Sources;
import dev.weir.benchmarks.cell.Measurement;
import org.jspecify.annotations.Nullable;

/**
 * Makes the records of one range of offsets; its position is in the snapshot. A processor of its
 * own, because the ready-made sources of Jet that can be replayed give out records one buffer at a
 * time.
 */
final class Generator<T> extends AbstractProcessor {

  private final String measurement;
  private final FunctionEx<Long, T> records;
  private final long events;

  private Measurement.@Nullable Lane lane;
  private long next;
  private long end;
  private @Nullable T pending;

  private Generator(String measurement, FunctionEx<Long, T> records, long events) {
    this.measurement = measurement;
    this.records = records;
    this.events = events;
  }

  /** A source of records of the offsets from 0 to {@code events - 1}. */
  static <T> BatchSource<T> source(
      String measurement, FunctionEx<Long, T> records, long events, int parallelism) {
    return Sources.batchFromProcessor(
        "generator",
        ProcessorMetaSupplier.of(
            parallelism,
            ProcessorSupplier.of(() -> new Generator<>(measurement, records, events))));
  }

  @Override
  protected void init(Context context) {
    lane = Measurement.find(measurement).lane();
    long subtask = context.globalProcessorIndex();
    long subtasks = context.totalParallelism();
    next = events * subtask / subtasks;
    end = events * (subtask + 1) / subtasks;
  }

  @Override
  public boolean complete() {
    while (true) {
      T record = pending;
      if (record == null) {
        if (next == end) {
          return true;
        }
        record = records.apply(next);
      }
      if (!tryEmit(record)) {
        pending = record;
        return false;
      }
      pending = null;
      next++;
      if (lane != null) {
        lane.one();
      }
    }
  }

  @Override
  public boolean saveToSnapshot() {
    return tryEmitToSnapshot(BroadcastKey.broadcastKey(end), next);
  }

  @Override
  protected void restoreFromSnapshot(Object key, Object value) {
    if (key.equals(BroadcastKey.broadcastKey(end))) {
      next = (Long) value;
    }
  }
}
