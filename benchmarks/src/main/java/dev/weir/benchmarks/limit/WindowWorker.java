package dev.weir.benchmarks.limit;

import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Events;
import dev.weir.benchmarks.cell.Measurement;
import dev.weir.benchmarks.cell.Readings;
import dev.weir.benchmarks.cell.Stripe;
import java.nio.ByteBuffer;

/**
 * Counts per window in an array for each open window. A batch says up to what time its sender has
 * come; a window is over when all senders have passed its end.
 */
final class WindowWorker extends Worker {

  private static final int OPEN_WINDOWS = 64;

  private final long keys;
  private final int parallelism;
  private final int index;
  private final Stripe stripe;
  private final long[][] openKeys;
  private final long[][] openTimes;
  private final int[] filled;

  /** For each open window, the counts of the keys of this worker. */
  private final int[][] counts;

  private final long[] passed;
  private long position;
  private long generated;
  private long told;
  private long firstOpen;

  private record Batch(int sender, long[] keys, long[] times, int size, long passed) {}

  WindowWorker(Cell cell, Exchange exchange, int index, Measurement measurement) {
    super(exchange, index, measurement, 0, stripe(cell, index).length(cell.events()));
    this.index = index;
    stripe = stripe(cell, index);
    keys = Readings.keys(cell);
    parallelism = cell.parallelism();
    openKeys = new long[parallelism][BATCH];
    openTimes = new long[parallelism][BATCH];
    filled = new int[parallelism];
    counts = new int[OPEN_WINDOWS][Math.toIntExact(keys / parallelism + 1)];
    passed = new long[parallelism];
  }

  static Stripe stripe(Cell cell, int index) {
    return new Stripe(index, cell.parallelism(), 0);
  }

  /** One that leads by many windows tells the others how far it is, and waits for them. */
  @Override
  long available(long to) {
    if (generated / Readings.WINDOW_MILLIS < firstOpen + OPEN_WINDOWS / 2) {
      return to;
    }
    if (told < generated) {
      told = generated;
      flush();
    }
    return position;
  }

  @Override
  void generate(long from, long to) {
    for (position = from; position < to; position++) {
      long offset = stripe.offsetAt(position);
      long key = Events.key(offset, keys);
      long time = Readings.time(offset);
      generated = Math.max(generated, time);
      int target = (int) (key % parallelism);
      int at = filled[target]++;
      openKeys[target][at] = key;
      openTimes[target][at] = time;
      if (at == BATCH - 1) {
        sendOpen(target);
      }
    }
  }

  @Override
  void flush() {
    for (int target = 0; target < parallelism; target++) {
      sendOpen(target);
    }
  }

  private void sendOpen(int target) {
    long past = generated - Readings.DISORDER_MILLIS;
    Batch batch = new Batch(index, openKeys[target], openTimes[target], filled[target], past);
    openKeys[target] = new long[BATCH];
    openTimes[target] = new long[BATCH];
    filled[target] = 0;
    send(target, batch);
  }

  @Override
  void take(Object batch) {
    Batch counted = (Batch) batch;
    for (int i = 0; i < counted.size(); i++) {
      int window = (int) (counted.times()[i] / Readings.WINDOW_MILLIS) & OPEN_WINDOWS - 1;
      counts[window][(int) (counted.keys()[i] / parallelism)]++;
    }
    passed[counted.sender()] = counted.passed();
    long allPassed = Long.MAX_VALUE;
    for (long one : passed) {
      allPassed = Math.min(allPassed, one);
    }
    while ((firstOpen + 1) * Readings.WINDOW_MILLIS <= allPassed) {
      closeFirst();
    }
  }

  @Override
  void finish() {
    for (int window = 0; window < OPEN_WINDOWS; window++) {
      closeFirst();
    }
  }

  private void closeFirst() {
    int[] window = counts[(int) firstOpen & OPEN_WINDOWS - 1];
    long start = firstOpen * Readings.WINDOW_MILLIS;
    long outputs = 0;
    long fingerprints = 0;
    for (int i = 0; i < window.length; i++) {
      if (window[i] > 0) {
        outputs++;
        long key = (long) i * parallelism + index;
        fingerprints += Readings.fingerprint(key, start, window[i]);
        window[i] = 0;
      }
    }
    output(outputs, fingerprints);
    firstOpen++;
  }

  @Override
  ByteBuffer copyState() {
    ByteBuffer bytes = ByteBuffer.allocate(OPEN_WINDOWS * counts[0].length * Integer.BYTES);
    for (int[] window : counts) {
      bytes.asIntBuffer().put(window);
      bytes.position(bytes.position() + window.length * Integer.BYTES);
    }
    return bytes.flip();
  }
}
