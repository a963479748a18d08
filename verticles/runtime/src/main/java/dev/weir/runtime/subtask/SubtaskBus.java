package dev.weir.runtime.subtask;

import dev.weir.api.source.SourceEvent;
import dev.weir.protocol.SubtaskId;
import dev.weir.runtime.channel.ChannelMessage;
import dev.weir.runtime.channel.ChannelProbe;
import dev.weir.runtime.channel.ChannelSender;
import dev.weir.runtime.channel.CreditMessage;
import dev.weir.runtime.channel.InputChannel;
import dev.weir.runtime.channel.RemoteOutbox;
import dev.weir.runtime.channel.RemoteSender;
import dev.weir.runtime.channel.RemoteUpstream;
import dev.weir.runtime.link.LinkBrokenException;
import dev.weir.runtime.link.Links;
import dev.weir.runtime.operators.SourceOperator.EnumeratorGateway;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageProducer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a subtask sends on the event bus, and to whom. */
final class SubtaskBus implements EnumeratorGateway {

  private final Vertx vertx;
  private final SubtaskPlan plan;
  private final DeliveryOptions local = new DeliveryOptions().setLocalOnly(true);
  private final DeliveryOptions remote = new DeliveryOptions();
  private final RemoteOutbox outbox = new RemoteOutbox();
  private @Nullable Links links;

  SubtaskBus(Vertx vertx, SubtaskPlan plan) {
    this.vertx = vertx;
    this.plan = plan;
  }

  /** Where this subtask receives. */
  String address() {
    return plan.addressOf(plan.subtask());
  }

  /**
   * Messages to a subtask on this node.
   *
   * @param interruption when it is cancelled, nobody need know that a message did not arrive
   */
  ChannelSender messagesTo(SubtaskId receiver, Interruption interruption) {
    MessageProducer<Object> producer = vertx.eventBus().sender(plan.addressOf(receiver), local);
    Handler<Throwable> lost = lost(receiver, interruption);
    return message -> producer.write(message).onFailure(lost);
  }

  /** Messages to a subtask on another node. */
  RemoteSender remoteMessagesTo(SubtaskId receiver, Interruption interruption) {
    MessageProducer<Object> producer = vertx.eventBus().sender(plan.inboxOf(receiver), remote);
    Handler<Throwable> lost = lost(receiver, interruption);
    return new RemoteSender() {
      @Override
      public void send(ChannelMessage message) {
        outbox.post(producer, message, lost);
      }

      @Override
      public void ask(ChannelProbe probe) {
        outbox.post(producer, probe, lost);
      }
    };
  }

  private Handler<Throwable> lost(SubtaskId receiver, Interruption interruption) {
    return failure -> {
      if (!interruption.isCancelled()) {
        report(
            SubtaskReport.Failed.of(
                plan.attempt(),
                plan.subtask(),
                new UnreachableSubtaskException(plan.subtask(), receiver, failure)));
      }
    };
  }

  InputChannel.CreditSender creditsTo(SubtaskId sender, int outputChannel) {
    MessageProducer<Object> producer = vertx.eventBus().sender(plan.addressOf(sender), local);
    return (granted, acknowledged, emptied) ->
        producer.write(
            new CreditMessage(plan.attempt(), outputChannel, granted, acknowledged, emptied));
  }

  /** Credits and answers to a subtask on another node. */
  RemoteUpstream remoteUpstream(SubtaskId sender, int outputChannel, int credits) {
    return new RemoteUpstream(
        outbox,
        vertx.eventBus().sender(plan.addressOf(sender), remote),
        plan.attempt(),
        outputChannel,
        credits);
  }

  RemoteOutbox outbox() {
    return outbox;
  }

  /**
   * Makes the links with parties on other nodes; what was said before goes out when the outbox
   * begins.
   *
   * @param delivery is given commands, and what readers say; on the event loop, as is {@code
   *     failure}
   */
  Links openLinks(Consumer<Object> delivery, Consumer<Throwable> failure) {
    Links opened =
        new Links(
            vertx.eventBus(),
            plan.attempt(),
            plan.inboxOf(plan.subtask()),
            delivery,
            broken -> failed(broken, failure));
    links = opened;
    return opened;
  }

  /** A coordinator that does not answer will not hear of the failure either. */
  private void failed(LinkBrokenException broken, Consumer<Throwable> failure) {
    if (broken.isSilenceOf(plan.coordinator())) {
      plan.onIsolated().run();
    }
    failure.accept(broken);
  }

  /** May be called by any thread. */
  void report(SubtaskReport report) {
    if (plan.coordinatorHere()) {
      vertx.eventBus().send(plan.coordinator(), report, local);
    } else {
      outbox.post(() -> openedLinks().send(plan.coordinator(), report));
    }
  }

  @Override
  public void readerStarted() {
    toEnumerator(new ReaderMessage.Started(plan.attempt(), plan.subtask().index()));
  }

  @Override
  public void requestSplit() {
    toEnumerator(new ReaderMessage.SplitRequest(plan.attempt(), plan.subtask().index()));
  }

  @Override
  public void sendEvent(SourceEvent event) {
    toEnumerator(new ReaderMessage.Event(plan.attempt(), plan.subtask().index(), event));
  }

  /** Sends an event to the enumerator of another source. */
  void tell(SubtaskId otherEnumerator, SourceEvent event) {
    tell(otherEnumerator, new ReaderMessage.Event(plan.attempt(), plan.subtask().index(), event));
  }

  private void toEnumerator(ReaderMessage message) {
    tell(new SubtaskId(plan.vertex().enumeratorId(), 0), message);
  }

  private void tell(SubtaskId receiver, ReaderMessage message) {
    if (plan.isHere(receiver)) {
      vertx.eventBus().send(plan.addressOf(receiver), message, local);
    } else {
      outbox.post(() -> openedLinks().send(plan.inboxOf(receiver), message));
    }
  }

  private Links openedLinks() {
    if (links == null) {
      throw new IllegalStateException(plan.subtask() + " has no links with other nodes");
    }
    return links;
  }
}
