package dev.weir.dashboard;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One browser on the feed. What waits for it are ids of jobs, not messages: when it is ready for
 * more it gets the latest of each, so however slow it is, little more than one message waits in
 * memory.
 */
final class FeedClient {

  private static final int QUEUE_BYTES = 64 * 1024;
  private static final int MAX_WAITING = 2 * Jobs.KEPT;
  private static final int MAX_MESSAGES = 16;
  private static final int MAX_MESSAGE_BYTES = 1_024;
  private static final long PING_MILLIS = 20_000;
  private static final short POLICY_VIOLATION = 1008;

  private final Vertx vertx;
  private final ServerWebSocket socket;
  private final Feed feed;
  private final Set<String> changed = new LinkedHashSet<>();
  private boolean snapshotDue = true;
  private int messages;

  FeedClient(Vertx vertx, ServerWebSocket socket, Feed feed) {
    this.vertx = vertx;
    this.socket = socket;
    this.feed = feed;
  }

  void open() {
    long pings = vertx.setPeriodic(PING_MILLIS, timer -> ping());
    socket.endHandler(end -> vertx.cancelTimer(pings));
    socket.setWriteQueueMaxSize(QUEUE_BYTES);
    socket.drainHandler(drained -> flush());
    socket.exceptionHandler(broken -> socket.close());
    socket.handler(this::listen);
    flush();
  }

  /** A client that reads nothing answers no ping either, and is closed for being idle. */
  private void ping() {
    if (!socket.writeQueueFull()) {
      socket.writePing(Buffer.buffer());
    }
  }

  private void listen(Buffer said) {
    messages++;
    if (messages > MAX_MESSAGES || said.length() > MAX_MESSAGE_BYTES) {
      socket.close(POLICY_VIOLATION, "nothing is expected from clients");
    }
  }

  void changed(String jobId) {
    changed.add(jobId);
    if (changed.size() > MAX_WAITING) {
      changed.clear();
      snapshotDue = true;
    }
  }

  void flush() {
    if (snapshotDue && isReady()) {
      snapshotDue = false;
      changed.clear();
      socket.writeTextMessage(feed.snapshot());
    }
    Iterator<String> waiting = changed.iterator();
    while (waiting.hasNext() && isReady()) {
      String jobId = waiting.next();
      waiting.remove();
      socket.writeTextMessage(feed.message(jobId));
    }
  }

  private boolean isReady() {
    return !socket.isClosed() && !socket.writeQueueFull();
  }
}
