package dev.weir.runtime.channel;

import dev.weir.config.ChannelOptions;
import dev.weir.protocol.channel.TailWatch;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All output channels of a subtask. */
public final class OutputGate implements Intake {

  /** Ticks of the tail watch in the acknowledgement timeout: two to ask, two to wait. */
  private static final int TICKS = 4;

  private static final int PATIENCE = 2;
  private static final int FIRST_PATIENCE = 6;

  private final long attempt;
  private final int frameCapacity;
  private final int credits;
  private final List<OutputChannel> channels = new ArrayList<>();
  private int blockedChannels;
  private int stops;
  private boolean hasRemote;

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
    return add(
        new OutputChannel.Target(channels.size(), receiverChannel, keyed, credits, sender, null));
  }

  /**
   * Adds a channel to another node.
   *
   * @param format how its records are written; null if none pass through it
   */
  public OutputChannel addRemoteChannel(
      int receiverChannel,
      boolean keyed,
      RemoteSender sender,
      @Nullable FrameFormat<?> format,
      ChannelOptions.Remote options) {
    FrameEncoder encoder =
        format == null ? null : new FrameEncoder(format, (int) options.frameSizeBytes());
    OutputChannel.RemoteEnd remote =
        new OutputChannel.RemoteEnd(sender, new TailWatch(PATIENCE, FIRST_PATIENCE), encoder);
    hasRemote = true;
    return add(
        new OutputChannel.Target(
            channels.size(), receiverChannel, keyed, options.credits(), sender, remote));
  }

  private OutputChannel add(OutputChannel.Target target) {
    OutputChannel channel = new OutputChannel(attempt, frameCapacity, target, this);
    channels.add(channel);
    return channel;
  }

  /** Whether {@link #tick} is to be called. */
  public boolean hasRemoteChannels() {
    return hasRemote;
  }

  /** How often {@link #tick} is to be called. */
  public static Duration tickInterval(ChannelOptions.Remote options) {
    return options.acknowledgementTimeout().dividedBy(TICKS);
  }

  /**
   * Looks for receivers on other nodes that do not say how far they have come.
   *
   * @throws ChannelBrokenException if one has been silent for too long
   */
  public void tick() {
    channels.forEach(OutputChannel::tick);
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
  public boolean isOpen() {
    return isAvailable();
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

  /**
   * Takes what the receiver of a channel says; of a dead attempt's nothing.
   *
   * @throws IllegalStateException if it speaks of what there is not
   */
  public void credit(CreditMessage message) {
    if (message.attempt() != attempt) {
      return;
    }
    int index = message.outputChannel();
    if (index < 0 || index >= channels.size()) {
      throw new IllegalStateException(
          "credit for output channel " + index + ", but there are " + channels.size());
    }
    channels.get(index).credit(message);
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
