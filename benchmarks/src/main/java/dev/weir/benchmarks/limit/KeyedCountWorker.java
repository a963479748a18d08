package dev.weir.benchmarks.limit;

import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Events;
import dev.weir.benchmarks.cell.Measurement;
import java.nio.ByteBuffer;

/** Counts in a table with open addressing, a key beside its count in one cache line. */
final class KeyedCountWorker extends Worker {

  private final long keys;
  private final int parallelism;
  private final long[][] open;
  private final int[] filled;

  /** Key + 1 at even places, 0 where there is none; its count behind it. */
  private final long[] table;

  private final int shift;

  private record Batch(long[] keys, int size) {}

  KeyedCountWorker(Cell cell, Exchange exchange, int index, Measurement measurement) {
    super(cell, exchange, index, measurement);
    keys = cell.keys();
    parallelism = cell.parallelism();
    open = new long[parallelism][BATCH];
    filled = new int[parallelism];
    long slots = Math.max(16, Long.highestOneBit(2 * keys / parallelism) * 2);
    table = new long[Math.toIntExact(2 * slots)];
    shift = 64 - Long.numberOfTrailingZeros(slots);
  }

  @Override
  void generate(long from, long to) {
    for (long offset = from; offset < to; offset++) {
      long key = Events.key(offset, keys);
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
      fingerprints += Events.fingerprint(key, count(key));
    }
    output(counted.size(), fingerprints);
  }

  private long count(long key) {
    int mask = table.length - 1;
    int at = (int) (Events.mix(key) >>> shift) << 1;
    while (table[at] != key + 1) {
      if (table[at] == 0) {
        table[at] = key + 1;
        break;
      }
      at = at + 2 & mask;
    }
    return ++table[at + 1];
  }

  @Override
  ByteBuffer copyState() {
    ByteBuffer bytes = ByteBuffer.allocate(table.length * Long.BYTES);
    bytes.asLongBuffer().put(table);
    return bytes;
  }
}
