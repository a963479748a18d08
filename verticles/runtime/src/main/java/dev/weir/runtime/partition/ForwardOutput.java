package dev.weir.runtime.partition;

import dev.weir.runtime.channel.OutputChannel;
import dev.weir.runtime.operators.Output;

/** Everything into one channel: forward and global. */
public final class ForwardOutput<T> extends Output<T> {

  private final OutputChannel channel;

  public ForwardOutput(OutputChannel channel) {
    this.channel = channel;
  }

  @Override
  public void collect(T record, long timestamp) {
    channel.write(record, timestamp);
  }
}
