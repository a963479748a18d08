package dev.weir.state.rocksdb;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The capture under way, as the subtask's thread sees it: at most one is between its moment and its
 * cut, so a second snapshot first brings the one before to its end.
 */
final class Captures {

  private final RowStore store;
  private final Caches caches;
  private @Nullable Capture underWay;
  private boolean settled;

  Captures(RowStore store, Caches caches) {
    this.store = store;
    this.caches = caches;
  }

  /** Marks the moment of a snapshot, the files of which are to be in {@code directory}. */
  Capture begin(Path directory) {
    finish();
    Capture capture = new Capture(store, directory, caches.take());
    underWay = capture;
    settled = false;
    store.capture(capture);
    return capture;
  }

  /** Brings all that caches hold into RocksDB. */
  void writeBack() {
    drain();
    caches.writeBack(store);
  }

  /** Brings what caches hold of one column into RocksDB. */
  void writeBack(Column column) {
    drain();
    caches.writeBack(store, column);
  }

  /** Makes the files of the capture under way here and now, so that columns may come and go. */
  void finish() {
    Capture capture = underWay;
    if (capture != null) {
      try {
        capture.cut();
      } catch (IOException e) {
        requireAbandoned(capture, e);
      }
      settle();
    }
  }

  /** Gives the capture under way up, as its subtask ends. */
  void abandon() {
    Capture capture = underWay;
    if (capture != null) {
      capture.abandon();
      settle();
    }
  }

  /** Makes room in a cache that holds {@code limit} entries or more. */
  void makeRoom(ValueCache<?, ?> cache, int limit) {
    settle();
    int wanted = cache.size() - limit + Math.max(1, limit / 16);
    int evicted = cache.evict(wanted, store);
    if (evicted < wanted && underWay != null) {
      drain();
      cache.evict(wanted - evicted, store);
    }
  }

  /** Brings what the capture under way took from caches into RocksDB, here and now. */
  void drain() {
    Capture capture = underWay;
    if (capture != null) {
      try {
        capture.drain();
      } catch (IOException e) {
        requireAbandoned(capture, e);
      }
      settle();
    }
  }

  /** Tells the caches how far the capture is. */
  private void settle() {
    Capture capture = underWay;
    if (capture == null) {
      return;
    }
    Capture.Phase phase = capture.phase();
    if (!settled && phase != Capture.Phase.DRAINING) {
      caches.settle(phase != Capture.Phase.ABANDONED);
      settled = true;
    }
    if (phase == Capture.Phase.CUT || phase == Capture.Phase.ABANDONED) {
      store.capture(null);
      underWay = null;
    }
  }

  /** A capture that failed fails its own snapshot, which will be told; the state is not harmed. */
  private static void requireAbandoned(Capture capture, IOException e) {
    if (capture.phase() != Capture.Phase.ABANDONED) {
      throw new IllegalStateException("a capture failed and was not given up", e);
    }
  }
}
