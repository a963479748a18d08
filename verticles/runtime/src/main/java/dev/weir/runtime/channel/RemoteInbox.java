package dev.weir.runtime.channel;

import dev.weir.protocol.channel.InboundSequence.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What of a subtask runs on an event loop, for its traffic with other nodes. Takes what they send,
 * so that it can say how far it has come while user code holds the thread of the subtask. Checks
 * that nothing is lost or repeated, and passes the messages on; what is in them is looked at by the
 * subtask. Its context is also that of the {@link RemoteOutbox}.
 */
public final class RemoteInbox extends VerticleBase {

  private final String address;
  private final long attempt;
  private final Map<Integer, RemoteUpstream> upstreams;
  private final RemoteOutbox outbox;
  private final Context subtask;
  private final Consumer<ChannelMessage> receiver;
  private final Consumer<Throwable> failure;
  private final Queue<ChannelMessage> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean draining = new AtomicBoolean();
  private boolean broken;

  /**
   * @param upstreams by the index of the input channel
   * @param subtask context on which {@code receiver} is called, message by message in order
   * @param failure called on the event loop, once: nothing is passed on after it
   */
  public RemoteInbox(
      String address,
      long attempt,
      Map<Integer, RemoteUpstream> upstreams,
      RemoteOutbox outbox,
      Context subtask,
      Consumer<ChannelMessage> receiver,
      Consumer<Throwable> failure) {
    this.address = address;
    this.attempt = attempt;
    this.upstreams = Map.copyOf(upstreams);
    this.outbox = outbox;
    this.subtask = subtask;
    this.receiver = receiver;
    this.failure = failure;
  }

  @Override
  public Future<?> start() {
    outbox.begin(context);
    if (upstreams.isEmpty()) {
      return Future.succeededFuture();
    }
    MessageConsumer<Object> consumer = vertx.eventBus().consumer(address, this::receive);
    return consumer.completion();
  }

  private void receive(Message<Object> message) {
    if (broken) {
      return;
    }
    try {
      handle(message.body());
    } catch (RuntimeException e) {
      broken = true;
      failure.accept(e);
    }
  }

  private void handle(Object body) {
    if (body instanceof ChannelProbe probe) {
      if (probe.attempt() == attempt) {
        answer(probe);
      }
    } else if (body instanceof ChannelMessage message) {
      if (message.attempt() == attempt) {
        take(message);
      }
    } else {
      throw new IllegalStateException("no message of a channel: " + body);
    }
  }

  private void answer(ChannelProbe probe) {
    RemoteUpstream upstream = upstream(probe.channel());
    long received = upstream.sequence().received();
    if (received < probe.sent()) {
      throw ChannelBrokenException.tailLost(probe.channel(), received, probe.sent());
    }
    upstream.answer();
  }

  private void take(ChannelMessage message) {
    RemoteUpstream upstream = upstream(message.channel());
    if (upstream.sequence().accept(message.sequence()) != Outcome.IN_ORDER) {
      throw ChannelBrokenException.outOfOrder(
          message.channel(), upstream.sequence().received() + 1, message.sequence());
    }
    queue.add(message);
    if (draining.compareAndSet(false, true)) {
      subtask.runOnContext(ignored -> drain());
    }
  }

  private RemoteUpstream upstream(int channel) {
    RemoteUpstream upstream = upstreams.get(channel);
    if (upstream == null) {
      throw new IllegalStateException(
          "a message for input channel %d, but those from other nodes are %s"
              .formatted(channel, upstreams.keySet()));
    }
    return upstream;
  }

  private void drain() {
    draining.set(false);
    ChannelMessage message = queue.poll();
    while (message != null) {
      receiver.accept(message);
      message = queue.poll();
    }
  }
}
