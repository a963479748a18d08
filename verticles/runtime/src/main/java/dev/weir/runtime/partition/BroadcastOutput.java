package dev.weir.runtime.partition;

import dev.weir.runtime.channel.OutputChannel;
import dev.weir.runtime.operators.Output;

/** Every record into every channel. */
public final class BroadcastOutput<T> extends Output<T> {

  private final OutputChannel[] channels;

  public BroadcastOutput(OutputChannel[] channels) {
    this.channels = channels;
  }

  @Override
  public void collect(T record, long timestamp) {
    for (OutputChannel channel : channels) {
      channel.write(record, timestamp);
    }
  }
}
