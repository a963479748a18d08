package dev.weir.benchmarks.limit;

import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Events;
import dev.weir.benchmarks.cell.Measurement;
import dev.weir.benchmarks.cell.Stripe;
import dev.weir.benchmarks.nexmark.Event;
import dev.weir.benchmarks.nexmark.Site;
import java.nio.ByteBuffer;

/**
 * Reads a partition of the events, sends those that matter to the worker of their key, and has them
 * taken there. Takes no snapshots.
 */
final class NexmarkWorker extends Worker {

  /** How far one may be ahead of the slowest: more than a session and a window. */
  private static final long LEAD_MILLIS = 1000;

  private final NexmarkQuery query;
  private final Stripe stripe;
  private final int index;
  private final int parallelism;
  private final Event[][] open;
  private final int[] filled;
  private final long[] passed;
  private long position;
  private long generated;
  private long told;
  private long allPassed;

  private record Batch(int sender, Event[] events, int size, long passed) {}

  NexmarkWorker(
      Cell cell, Exchange exchange, int index, Measurement measurement, NexmarkQuery query) {
    super(exchange, index, measurement, 0, stripe(cell, index).length(cell.events()));
    this.query = query;
    this.index = index;
    stripe = stripe(cell, index);
    parallelism = cell.parallelism();
    open = new Event[parallelism][BATCH];
    filled = new int[parallelism];
    passed = new long[parallelism];
  }

  private static Stripe stripe(Cell cell, int index) {
    return new Stripe(index, cell.parallelism(), 0);
  }

  @Override
  long available(long to) {
    if (generated < allPassed + LEAD_MILLIS || !query.isKeyed()) {
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
      Event event = Site.event(stripe.offsetAt(position));
      generated = event.time();
      if (!query.isKeyed()) {
        query.take(event);
      } else if (query.wants(event)) {
        add(event, (int) ((Events.mix(query.key(event)) >>> 33) % parallelism));
      }
    }
  }

  private void add(Event event, int target) {
    int at = filled[target]++;
    open[target][at] = event;
    if (at == BATCH - 1) {
      sendOpen(target);
    }
  }

  @Override
  void flush() {
    if (query.isKeyed()) {
      for (int target = 0; target < parallelism; target++) {
        sendOpen(target);
      }
    }
  }

  private void sendOpen(int target) {
    Batch batch = new Batch(index, open[target], filled[target], generated - 1);
    open[target] = new Event[BATCH];
    filled[target] = 0;
    send(target, batch);
  }

  @Override
  void take(Object batch) {
    Batch taken = (Batch) batch;
    for (int i = 0; i < taken.size(); i++) {
      query.take(taken.events()[i]);
    }
    passed[taken.sender()] = taken.passed();
    long least = Long.MAX_VALUE;
    for (long one : passed) {
      least = Math.min(least, one);
    }
    if (least > allPassed) {
      allPassed = least;
      query.passed(least);
    }
  }

  @Override
  void finish() {
    query.passed(Long.MAX_VALUE);
    query.finish();
    output(query.rows(), query.prints());
  }

  @Override
  ByteBuffer copyState() {
    return ByteBuffer.allocate(0);
  }
}
