package dev.weir.benchmarks.limit;

import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Measurement;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One thread of the hand-written loop. A snapshot is taken by all workers together: each sends what
 * it has, all meet, each takes what was sent to it and copies its state, and all meet again before
 * anything new is sent.
 */
abstract class Worker implements Runnable {

  static final int BATCH = 2048;

  private final Exchange exchange;
  private final int index;
  private final Measurement measurement;
  private final Measurement.Lane lane;
  private final long end;
  private final AtomicReference<@Nullable Copy> copy = new AtomicReference<>();
  private long next;
  private int seenSnapshot;
  private int endsSeen;
  private long outputs;
  private long checksum;

  /** The state at a snapshot, which another thread writes. */
  record Copy(int snapshot, ByteBuffer bytes) {}

  /** A worker on a contiguous share of the offsets. */
  Worker(Cell cell, Exchange exchange, int index, Measurement measurement) {
    this(
        exchange,
        index,
        measurement,
        cell.events() * index / cell.parallelism(),
        cell.events() * (index + 1) / cell.parallelism());
  }

  /** A worker on positions of its own, from one to before another. */
  Worker(Exchange exchange, int index, Measurement measurement, long from, long to) {
    this.exchange = exchange;
    this.index = index;
    this.measurement = measurement;
    this.lane = measurement.lane();
    this.next = from;
    this.end = to;
  }

  /** Generates the records from one offset or position to before another, perhaps none. */
  abstract void generate(long from, long to);

  /** Sends the batches that are not full. */
  abstract void flush();

  /** Counts a batch. */
  abstract void take(Object batch);

  /** The state as bytes; later counts do not change them. */
  abstract ByteBuffer copyState();

  /** Up to where records may be generated now; up to {@code to} at most. */
  long available(long to) {
    return to;
  }

  /** Called when everything has been taken. */
  void finish() {
    // most have nothing left
  }

  @Override
  public final void run() {
    while (next < end) {
      generateSome();
      drain();
      snapshotIfWanted();
    }
    flush();
    for (int target = 0; target < exchange.parallelism(); target++) {
      send(target, Exchange.END);
    }
    while (endsSeen < exchange.parallelism()) {
      drain();
      snapshotIfWanted();
    }
    finish();
    measurement.results(outputs, checksum);
    exchange.leave();
  }

  private void generateSome() {
    long to = available(Math.min(end, next + BATCH));
    generate(next, to);
    lane.many((int) (to - next));
    next = to;
  }

  final void send(int target, Object batch) {
    while (!exchange.offer(target, batch)) {
      drain();
    }
  }

  final void output(long count, long fingerprints) {
    outputs += count;
    checksum += fingerprints;
  }

  private void drain() {
    Object batch = exchange.poll(index);
    while (batch != null) {
      if (batch == Exchange.END) {
        endsSeen++;
      } else {
        take(batch);
      }
      batch = exchange.poll(index);
    }
  }

  private void snapshotIfWanted() {
    int wanted = exchange.wantedSnapshot();
    if (wanted == seenSnapshot) {
      return;
    }
    seenSnapshot = wanted;
    flush();
    int allHaveSent = exchange.arrive();
    while (!exchange.isMet(allHaveSent)) {
      drain(); // a full inbox would keep its senders from coming
    }
    drain();
    copy.set(new Copy(wanted, copyState()));
    int allHaveCopied = exchange.arrive();
    while (!exchange.isMet(allHaveCopied)) {
      Thread.onSpinWait();
    }
  }

  /** The copy for a snapshot, if it has been taken. */
  final @Nullable Copy copy(int snapshot) {
    Copy latest = copy.get();
    return latest != null && latest.snapshot() == snapshot ? latest : null;
  }
}
