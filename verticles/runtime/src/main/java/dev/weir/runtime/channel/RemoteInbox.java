package dev.weir.runtime.channel;

import dev.weir.protocol.channel.InboundSequence.Outcome;
import dev.weir.runtime.link.LinkTraffic;
import dev.weir.runtime.link.Links;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
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
  private final Links links;
  private final Duration tick;
  private final Context subtask;
  private final Consumer<ChannelMessage> receiver;
  private final Consumer<Throwable> failure;
  private final Queue<ChannelMessage> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean draining = new AtomicBoolean();
  private boolean broken;

  /**
   * @param upstreams by the index of the input channel
   * @param links with parties on other nodes
   * @param tick how often links are looked after
   * @param subtask context on which {@code receiver} is called, message by message in order
   * @param failure called on the event loop, once: nothing of channels is passed on after it
   */
  public RemoteInbox(
      String address,
      long attempt,
      Map<Integer, RemoteUpstream> upstreams,
      RemoteOutbox outbox,
      Links links,
      Duration tick,
      Context subtask,
      Consumer<ChannelMessage> receiver,
      Consumer<Throwable> failure) {
    this.address = address;
    this.attempt = attempt;
    this.upstreams = Map.copyOf(upstreams);
    this.outbox = outbox;
    this.links = links;
    this.tick = tick;
    this.subtask = subtask;
    this.receiver = receiver;
    this.failure = failure;
  }

  @Override
  public Future<?> start() {
    outbox.begin(context);
    watchLinks();
    MessageConsumer<Object> consumer = vertx.eventBus().consumer(address, this::receive);
    return consumer.completion();
  }

  /** The next tick is set when the last one is done: see {@link Links#tick}. */
  private void watchLinks() {
    vertx.setTimer(
        tick.toMillis(),
        timer -> {
          links.tick();
          watchLinks();
        });
  }

  private void receive(Message<Object> message) {
    try {
      handle(message.body());
    } catch (RuntimeException e) {
      if (!broken) {
        broken = true;
        failure.accept(e);
      }
    }
  }

  private void handle(Object body) {
    if (body instanceof LinkTraffic traffic) {
      links.receive(traffic); // the failure of a channel is reported on a link
    } else if (broken) {
      return;
    } else if (body instanceof ChannelProbe probe) {
      if (probe.attempt() == attempt) {
        answer(probe);
      }
    } else if (body instanceof ChannelMessage message) {
      if (message.attempt() == attempt) {
        take(message);
      }
    } else {
      throw new IllegalStateException("no message of a channel or a link: " + body);
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
