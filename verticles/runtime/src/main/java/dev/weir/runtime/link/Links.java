package dev.weir.runtime.link;

import dev.weir.protocol.channel.InboundSequence.Outcome;
import dev.weir.protocol.channel.LinkReceiver;
import dev.weir.protocol.channel.LinkSender;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageProducer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One party's ends of all its links in one attempt: numbers and sends what it says, checks and
 * delivers what it is told. {@link LinkSender} and {@link LinkReceiver} decide. Used on one event
 * loop, whose owner passes on all {@link LinkTraffic} for this party, and calls {@link #tick}.
 */
public final class Links {

  private static final int PATIENCE = 2;
  private static final int FIRST_PATIENCE = 6;

  private final EventBus bus;
  private final long attempt;
  private final String self;
  private final Consumer<Object> delivery;
  private final Consumer<LinkBrokenException> failure;
  private final Map<String, Outbound> outbound = new HashMap<>();
  private final Map<String, Inbound> inbound = new HashMap<>();
  private final Set<String> silent = new HashSet<>();
  private boolean broken;

  private record Outbound(MessageProducer<Object> producer, LinkSender sender) {}

  private record Inbound(MessageProducer<Object> producer, LinkReceiver receiver) {}

  /**
   * @param self address at which this party receives
   * @param delivery called with the body of each message, in order, once
   * @param failure called when a link breaks, and for each party that does not answer; nothing is
   *     delivered after it. What is sent after it, such as the report of this very failure, is
   *     still looked after
   */
  public Links(
      EventBus bus,
      long attempt,
      String self,
      Consumer<Object> delivery,
      Consumer<LinkBrokenException> failure) {
    this.bus = bus;
    this.attempt = attempt;
    this.self = self;
    this.delivery = delivery;
    this.failure = failure;
  }

  /**
   * Sends a message; that it does not arrive is noticed. A message that could not be written is
   * like one that was lost on its way.
   */
  public void send(String to, Object body) {
    Outbound link =
        outbound.computeIfAbsent(
            to,
            address -> new Outbound(bus.sender(address), new LinkSender(PATIENCE, FIRST_PATIENCE)));
    link.producer().write(new LinkTraffic.Message(attempt, self, link.sender().next(), body));
  }

  /** Takes what came for this party; of other attempts nothing. */
  public void receive(LinkTraffic traffic) {
    if (traffic.attempt() != attempt) {
      return;
    }
    if (traffic instanceof LinkTraffic.Acknowledgement acknowledgement) {
      Outbound link = outbound.get(acknowledgement.from());
      if (link != null) {
        link.sender().acknowledge(acknowledgement.received());
      }
    } else if (broken) {
      return;
    } else if (traffic instanceof LinkTraffic.Message message) {
      take(message);
    } else if (traffic instanceof LinkTraffic.Probe probe) {
      answer(probe);
    }
  }

  private Inbound from(String sender) {
    return inbound.computeIfAbsent(
        sender, address -> new Inbound(bus.sender(address), new LinkReceiver()));
  }

  private void take(LinkTraffic.Message message) {
    Inbound link = from(message.from());
    long expected = link.receiver().received() + 1;
    Outcome outcome = link.receiver().accept(message.number());
    if (outcome == Outcome.GAP) {
      fail(LinkBrokenException.gap(self, message.from(), expected, message.number()));
      return;
    }
    acknowledge(link);
    if (outcome == Outcome.IN_ORDER) {
      delivery.accept(message.body());
    }
  }

  private void answer(LinkTraffic.Probe probe) {
    Inbound link = from(probe.from());
    if (link.receiver().hasAll(probe.sent())) {
      acknowledge(link);
    } else {
      fail(
          LinkBrokenException.tailLost(
              self, probe.from(), link.receiver().received(), probe.sent()));
    }
  }

  private void acknowledge(Inbound link) {
    link.producer()
        .write(new LinkTraffic.Acknowledgement(attempt, self, link.receiver().received()));
  }

  /**
   * A tick has passed. The next one is to be set when this one is done: see {@link
   * dev.weir.protocol.channel.TailWatch}. It goes on when a link has broken: that the others are
   * told of it depends on the other links.
   */
  public void tick() {
    outbound.forEach(this::tick);
  }

  private void tick(String to, Outbound link) {
    LinkSender sender = link.sender();
    switch (sender.onTick()) {
      case NOTHING -> {}
      case ASK -> link.producer().write(new LinkTraffic.Probe(attempt, self, sender.sent()));
      case SILENT -> {
        if (silent.add(to)) {
          broken = true;
          failure.accept(
              LinkBrokenException.silent(self, to, sender.sent(), sender.acknowledged()));
        }
      }
    }
  }

  private void fail(LinkBrokenException e) {
    if (!broken) {
      broken = true;
      failure.accept(e);
    }
  }
}
