package dev.weir.runtime.subtask;

import dev.weir.api.source.SourceEvent;
import dev.weir.protocol.SubtaskId;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.channel.ChannelSender;
import dev.weir.runtime.channel.CreditMessage;
import dev.weir.runtime.channel.InputChannel;
import dev.weir.runtime.operators.SourceOperator.EnumeratorGateway;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageProducer;

/** What a subtask sends on the event bus, and to whom. */
final class SubtaskBus implements EnumeratorGateway {

  private final Vertx vertx;
  private final SubtaskPlan plan;
  private final DeliveryOptions local = new DeliveryOptions().setLocalOnly(true);
  private final DeliveryOptions remote = new DeliveryOptions();

  SubtaskBus(Vertx vertx, SubtaskPlan plan) {
    this.vertx = vertx;
    this.plan = plan;
  }

  /** Where this subtask receives. */
  String address() {
    return addressOf(plan.subtask());
  }

  /**
   * @param interruption when it is cancelled, nobody need know that a message did not arrive
   */
  ChannelSender messagesTo(SubtaskId receiver, Interruption interruption) {
    MessageProducer<Object> producer =
        vertx.eventBus().sender(addressOf(receiver), delivery(receiver));
    Handler<Throwable> lost =
        failure -> {
          if (!interruption.isCancelled()) {
            report(
                SubtaskReport.Failed.of(
                    plan.attempt(),
                    plan.subtask(),
                    new UnreachableSubtaskException(plan.subtask(), receiver, failure)));
          }
        };
    return message -> producer.write(message).onFailure(lost);
  }

  InputChannel.CreditSender creditsTo(SubtaskId sender, int outputChannel) {
    MessageProducer<Object> producer = vertx.eventBus().sender(addressOf(sender), delivery(sender));
    return (granted, acknowledged, emptied) ->
        producer.write(
            new CreditMessage(plan.attempt(), outputChannel, granted, acknowledged, emptied));
  }

  void report(SubtaskReport report) {
    vertx.eventBus().send(plan.coordinator(), report, plan.coordinatorHere() ? local : remote);
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

  private void toEnumerator(ReaderMessage message) {
    SubtaskId enumerator = new SubtaskId(plan.vertex().enumeratorId(), 0);
    vertx.eventBus().send(addressOf(enumerator), message, delivery(enumerator));
  }

  /** What stays on this node does not look for its receiver in the cluster. */
  private DeliveryOptions delivery(SubtaskId receiver) {
    return plan.here().contains(receiver) ? local : remote;
  }

  private String addressOf(SubtaskId subtask) {
    return Addresses.subtask(plan.jobId(), plan.attempt(), subtask);
  }
}
