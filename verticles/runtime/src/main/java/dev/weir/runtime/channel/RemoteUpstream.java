package dev.weir.runtime.channel;

import dev.weir.protocol.channel.InboundSequence;
import io.vertx.core.eventbus.MessageProducer;
import java.util.List;

/**
 * What the receiving end of a channel from another node tells the sending end. Grants are made on
 * the thread of the subtask, answers to probes on the event loop of the {@link RemoteInbox}.
 */
public final class RemoteUpstream implements InputChannel.CreditSender {

  private final RemoteOutbox outbox;
  private final MessageProducer<Object> sender;
  private final long attempt;
  private final int outputChannel;

  /** Written by the thread of the subtask, read by the event loop. */
  private volatile long granted;

  /** Of the event loop alone. */
  private final InboundSequence sequence = new InboundSequence();

  /**
   * @param outputChannel index of the channel among the outputs of the sender
   * @param credits that the sender has without being told
   */
  public RemoteUpstream(
      RemoteOutbox outbox,
      MessageProducer<Object> sender,
      long attempt,
      int outputChannel,
      int credits) {
    this.outbox = outbox;
    this.sender = sender;
    this.attempt = attempt;
    this.outputChannel = outputChannel;
    this.granted = credits;
  }

  @Override
  public void grant(long grantedFrames, long acknowledged, List<Frame> emptied) {
    granted = grantedFrames;
    tell(grantedFrames, acknowledged);
  }

  InboundSequence sequence() {
    return sequence;
  }

  void answer() {
    tell(granted, sequence.received());
  }

  /** A message that is lost is made good by the answer to the next probe. */
  private void tell(long grantedFrames, long acknowledged) {
    outbox.post(
        sender,
        new CreditMessage(attempt, outputChannel, grantedFrames, acknowledged, List.of()),
        null);
  }
}
