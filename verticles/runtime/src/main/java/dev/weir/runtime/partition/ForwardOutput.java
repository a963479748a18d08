package dev.weir.runtime.partition;

import dev.weir.runtime.channel.OutputChannel;

/** Everything into one channel: forward and global. */
public final class ForwardOutput<T> extends ChannelsOutput<T> {

  private final OutputChannel channel;

  /**
   * @param channel where records go
   * @param all where watermarks go: this one, and with global those to the other receivers
   */
  public ForwardOutput(OutputChannel channel, OutputChannel[] all) {
    super(all);
    this.channel = channel;
  }

  @Override
  public void collect(T record, long timestamp) {
    channel.write(record, timestamp);
  }
}
