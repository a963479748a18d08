package dev.weir.runtime.channel;

import dev.weir.protocol.checkpoint.CheckpointBarrier;
import java.util.ArrayList;
import java.util.List;

/** All output channels of a subtask. */
public final class OutputGate implements Intake {

  private final long attempt;
  private final int frameCapacity;
  private final int credits;
  private final List<OutputChannel> channels = new ArrayList<>();
  private int blockedChannels;
  private int stops;

  public OutputGate(long attempt, int frameCapacity, int credits) {
    this.attempt = attempt;
    this.frameCapacity = frameCapacity;
    this.credits = credits;
  }

  /**
   * Adds a channel. Its index among the outputs, which credits name, is the number of channels
   * added before.
   *
   * @param receiverChannel its index among the inputs of the receiver
   */
  public OutputChannel addChannel(int receiverChannel, boolean keyed, ChannelSender sender) {
    OutputChannel channel =
        new OutputChannel(attempt, receiverChannel, frameCapacity, keyed, credits, sender, this);
    channels.add(channel);
    return channel;
  }

  /**
   * Whether records may be taken up: no channel waits for credit and no operator has stopped the
   * intake. While not, the subtask takes no further input: that is back-pressure. Asked after every
   * record, so plain field reads.
   */
  public boolean isAvailable() {
    return (blockedChannels | stops) == 0;
  }

  /** Whether no channel waits for credit. */
  public boolean hasCredit() {
    return blockedChannels == 0;
  }

  @Override
  public void stop() {
    stops++;
  }

  @Override
  public void start() {
    stops--;
  }

  public void flush() {
    for (int i = 0; i < channels.size(); i++) {
      channels.get(i).flush();
    }
  }

  /** Puts a barrier into every channel, behind all that was written before. */
  public void writeBarrier(CheckpointBarrier barrier) {
    channels.forEach(channel -> channel.writeBarrier(barrier));
  }

  public void writeEndOfInput() {
    channels.forEach(OutputChannel::writeEndOfInput);
  }

  public void credit(CreditMessage message) {
    if (message.attempt() == attempt) {
      channels.get(message.outputChannel()).credit(message);
    }
  }

  /** Records written to all channels since the start of the attempt, in frames that are closed. */
  public long recordsSent() {
    long sum = 0;
    for (OutputChannel channel : channels) {
      sum += channel.recordsSent();
    }
    return sum;
  }

  void channelBlocked() {
    blockedChannels++;
  }

  void channelUnblocked() {
    blockedChannels--;
  }
}
