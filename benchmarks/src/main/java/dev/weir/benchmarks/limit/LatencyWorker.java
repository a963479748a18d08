package dev.weir.benchmarks.limit;

import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Delays;
import dev.weir.benchmarks.cell.Events;
import dev.weir.benchmarks.cell.Measurement;
import dev.weir.benchmarks.cell.Schedule;
import dev.weir.benchmarks.cell.Stripe;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A running count of each key, sent on as soon as nothing more is due. */
final class LatencyWorker extends Worker {

  private static final int ROOM = 256;
  private static final long PAUSE_NANOS = 20_000;

  private final Measurement measurement;
  private final Schedule schedule;
  private final Stripe stripe;
  private final long keys;
  private final int parallelism;
  private final long[][] openKeys;
  private final long[][] openDues;
  private final int[] filled;
  private final CountTable counts;
  private @Nullable Delays delays;
  private long position;

  private record Batch(long[] keys, long[] dues, int size) {}

  LatencyWorker(Cell cell, Exchange exchange, int index, Measurement measurement) {
    super(exchange, index, measurement, 0, stripe(cell, index).length(cell.events()));
    this.measurement = measurement;
    schedule = measurement.schedule();
    stripe = stripe(cell, index);
    keys = cell.keys();
    parallelism = cell.parallelism();
    openKeys = new long[parallelism][ROOM];
    openDues = new long[parallelism][ROOM];
    filled = new int[parallelism];
    counts = new CountTable(keys / parallelism);
  }

  private static Stripe stripe(Cell cell, int index) {
    return new Stripe(index, cell.parallelism(), 0);
  }

  @Override
  long available(long to) {
    schedule.begin();
    long due = Math.max(position, stripe.length(schedule.due()));
    if (due == position) {
      flush();
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return Math.min(to, due);
  }

  @Override
  void generate(long from, long to) {
    for (position = from; position < to; position++) {
      long offset = stripe.offsetAt(position);
      long key = Events.key(offset, keys);
      int target = (int) (key % parallelism);
      int at = filled[target]++;
      openKeys[target][at] = key;
      openDues[target][at] = schedule.dueNanos(offset);
      if (at == ROOM - 1) {
        sendOpen(target);
      }
    }
  }

  @Override
  void flush() {
    for (int target = 0; target < parallelism; target++) {
      if (filled[target] > 0) {
        sendOpen(target);
      }
    }
  }

  private void sendOpen(int target) {
    Batch batch = new Batch(openKeys[target], openDues[target], filled[target]);
    openKeys[target] = new long[ROOM];
    openDues[target] = new long[ROOM];
    filled[target] = 0;
    send(target, batch);
  }

  @Override
  void take(Object batch) {
    if (delays == null) {
      delays = measurement.delays();
    }
    Batch counted = (Batch) batch;
    long fingerprints = 0;
    for (int i = 0; i < counted.size(); i++) {
      long key = counted.keys()[i];
      fingerprints += Events.fingerprint(key, counts.add(key));
      delays.came(counted.dues()[i]);
    }
    output(counted.size(), fingerprints);
  }

  @Override
  ByteBuffer copyState() {
    return counts.copy();
  }
}
