package dev.weir.benchmarks.limit;

import dev.weir.benchmarks.cell.BigState;
import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Events;
import dev.weir.benchmarks.cell.Measurement;
import dev.weir.benchmarks.cell.Workload;
import java.nio.ByteBuffer;

/** A running count of each key. */
final class KeyedCountWorker extends Worker {

  private final Workload workload;
  private final long keys;
  private final int parallelism;
  private final long[][] open;
  private final int[] filled;

  private final CountTable counts;

  private record Batch(long[] keys, int size) {}

  KeyedCountWorker(Cell cell, Exchange exchange, int index, Measurement measurement) {
    super(cell, exchange, index, measurement);
    workload = cell.workload();
    keys = cell.keys();
    parallelism = cell.parallelism();
    open = new long[parallelism][BATCH];
    filled = new int[parallelism];
    counts = new CountTable(keys / parallelism);
  }

  @Override
  void generate(long from, long to) {
    for (long offset = from; offset < to; offset++) {
      long key =
          workload.isPreloaded() ? BigState.key(offset, keys, workload) : Events.key(offset, keys);
      int target = (int) (((key * 0x9E3779B97F4A7C15L >>> 32) * parallelism) >>> 32);
      int at = filled[target]++;
      open[target][at] = key;
      if (at == BATCH - 1) {
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
    Batch batch = new Batch(open[target], filled[target]);
    open[target] = new long[BATCH];
    filled[target] = 0;
    send(target, batch);
  }

  @Override
  void take(Object batch) {
    Batch counted = (Batch) batch;
    long fingerprints = 0;
    for (int i = 0; i < counted.size(); i++) {
      long key = counted.keys()[i];
      fingerprints += Events.fingerprint(key, counts.add(key));
    }
    output(counted.size(), fingerprints);
  }

  @Override
  ByteBuffer copyState() {
    return counts.copy();
  }
}
