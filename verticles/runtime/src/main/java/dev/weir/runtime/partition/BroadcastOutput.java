package dev.weir.runtime.partition;

import dev.weir.runtime.channel.OutputChannel;

/** Every record into every channel. */
public final class BroadcastOutput<T> extends ChannelsOutput<T> {

  private final OutputChannel[] channels;

  public BroadcastOutput(OutputChannel[] channels) {
    super(channels);
    this.channels = channels;
  }

  @Override
  public void collect(T record, long timestamp) {
    for (OutputChannel channel : channels) {
      channel.write(record, timestamp);
    }
  }
}
