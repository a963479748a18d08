package dev.weir.dashboard;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One browser on the feed. Nothing waits for it but a number, that of the last change it was sent:
 * when it is ready for more it gets the latest of what changed since, so however slow it is, little
 * more than one message waits in memory.
 */
final class FeedClient {

  private static final int QUEUE_BYTES = 64 * 1024;
  private static final int MAX_MESSAGES = 16;
  private static final long MESSAGES_MILLIS = 10_000;
  private static final int MAX_MESSAGE_BYTES = 1_024;
  private static final long PING_MILLIS = 20_000;
  private static final short POLICY_VIOLATION = 1008;

  private final Vertx vertx;
  private final ServerWebSocket socket;
  private final Feed feed;
  private long sent;
  private boolean greeted;
  private int messages;
  private @Nullable String watched;

  /**
   * @param since the last change that it has seen; -1: none
   */
  FeedClient(Vertx vertx, ServerWebSocket socket, Feed feed, long since) {
    this.vertx = vertx;
    this.socket = socket;
    this.feed = feed;
    this.sent = since;
  }

  /**
   * @param onClose called once it is gone, however that came about
   */
  void open(Runnable onClose) {
    long pings = vertx.setPeriodic(PING_MILLIS, timer -> ping());
    long forgiven = vertx.setPeriodic(MESSAGES_MILLIS, timer -> messages = 0);
    socket.closeHandler(
        closed -> {
          onClose.run();
          vertx.cancelTimer(pings);
          vertx.cancelTimer(forgiven);
        });
    socket.setWriteQueueMaxSize(QUEUE_BYTES);
    socket.drainHandler(drained -> flush());
    socket.exceptionHandler(broken -> socket.close());
    socket.handler(this::listen);
    flush();
  }

  /** A client that reads nothing answers no ping either, and is closed for being idle. */
  private void ping() {
    if (isReady()) {
      socket.writePing(Buffer.buffer());
    }
  }

  private void listen(Buffer said) {
    messages++;
    if (messages > MAX_MESSAGES || said.length() > MAX_MESSAGE_BYTES || !understood(said)) {
      socket.close(POLICY_VIOLATION, "expected is at most a watch now and then");
    }
  }

  private boolean understood(Buffer said) {
    try {
      JsonObject message = new JsonObject(said);
      if (!"watch".equals(message.getString("type"))) {
        return false;
      }
      boolean subtasks = message.getJsonArray("parts").contains(Event.SUBTASKS);
      watched = subtasks ? message.getString("jid") : null;
    } catch (DecodeException | ClassCastException | NullPointerException malformed) {
      return false;
    }
    return true;
  }

  void flush() {
    if (!feed.isKnownSince(sent)) {
      sent = -1;
      greeted = false;
    }
    if (isReady()) {
      String message = greeted ? feed.update(sent, watched) : greeting();
      greeted = true;
      sent = feed.sequence();
      if (!message.isEmpty()) {
        socket.writeTextMessage(message);
      }
    }
  }

  private String greeting() {
    return sent < 0 ? feed.snapshot(watched) : feed.resumed(sent, watched);
  }

  private boolean isReady() {
    return !socket.isClosed() && !socket.writeQueueFull();
  }
}
