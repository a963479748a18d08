package dev.weir.runtime.channel;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.MessageProducer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a subtask has for other nodes, from an event loop, in the order in which it was given.
 *
 * <p>Not from the thread of the subtask: Vert.x tells the outcome of a write on the context that
 * asked for it, from within the write. If the workers of that context have ended by then, an
 * exception goes through the connection and takes messages of others with it.
 *
 * <p>May be used by any thread. What is given before {@link #begin} waits for it.
 */
public final class RemoteOutbox {

  private final Queue<Runnable> letters = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile @Nullable Context eventLoop;

  /** Sends from that event loop from now on. */
  public void begin(Context context) {
    eventLoop = context;
    schedule(context);
  }

  /**
   * @param lost called on an event loop when it is known that the message did not arrive; that it
   *     is not called means nothing
   */
  public void post(
      MessageProducer<Object> producer, Object message, @Nullable Handler<Throwable> lost) {
    post(() -> send(producer, message, lost));
  }

  /**
   * @param sending what sends something; run on the event loop when all before it is sent
   */
  public void post(Runnable sending) {
    letters.add(sending);
    Context context = eventLoop;
    if (context != null) {
      schedule(context);
    }
  }

  private void schedule(Context context) {
    if (scheduled.compareAndSet(false, true)) {
      context.runOnContext(ignored -> sendAll());
    }
  }

  private void sendAll() {
    scheduled.set(false);
    Runnable sending = letters.poll();
    while (sending != null) {
      sending.run();
      sending = letters.poll();
    }
  }

  private static void send(
      MessageProducer<Object> producer, Object message, @Nullable Handler<Throwable> lost) {
    var written = producer.write(message);
    if (lost != null) {
      written.onFailure(lost);
    }
  }
}
