package dev.weir.benchmarks.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Phaser;
import org.jspecify.annotations.Nullable;

/** Batches under way between the workers, and the meeting point for their snapshots. */
final class Exchange {

  /** Sent by each worker to each when it has generated everything. */
  static final Object END = new Object();

  private static final int CAPACITY = 256;

  private final List<Queue<Object>> inboxes = new ArrayList<>();
  private final Phaser workers;
  private volatile int wantedSnapshot;

  Exchange(int parallelism) {
    for (int i = 0; i < parallelism; i++) {
      inboxes.add(new ArrayBlockingQueue<>(CAPACITY));
    }
    workers = new Phaser(parallelism);
  }

  int parallelism() {
    return inboxes.size();
  }

  boolean offer(int target, Object batch) {
    return inboxes.get(target).offer(batch);
  }

  @Nullable Object poll(int index) {
    return inboxes.get(index).poll();
  }

  /** Asks for a snapshot; each worker takes it between two batches. */
  void wantSnapshot(int number) {
    wantedSnapshot = number;
  }

  int wantedSnapshot() {
    return wantedSnapshot;
  }

  /** Registers that a worker has come to the meeting; {@link #isMet} says when all have. */
  int arrive() {
    return workers.arrive();
  }

  boolean isMet(int phase) {
    return workers.getPhase() != phase;
  }

  void leave() {
    workers.arriveAndDeregister();
  }
}
