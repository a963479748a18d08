package dev.weir.runtime.partition;

import dev.weir.runtime.channel.OutputChannel;

/** One channel after the other: rebalance (over all) and rescale (over some). */
public final class RoundRobinOutput<T> extends ChannelsOutput<T> {

  private final OutputChannel[] channels;
  private int next;

  /**
   * @param first where to start, so that many senders do not all begin with the same receiver
   */
  public RoundRobinOutput(OutputChannel[] channels, int first) {
    super(channels);
    this.channels = channels;
    this.next = first % channels.length;
  }

  @Override
  public void collect(T record, long timestamp) {
    OutputChannel channel = channels[next];
    next = next + 1 == channels.length ? 0 : next + 1;
    channel.write(record, timestamp);
  }
}
