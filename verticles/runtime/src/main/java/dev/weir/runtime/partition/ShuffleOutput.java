package dev.weir.runtime.partition;

import dev.weir.runtime.channel.OutputChannel;

/** A channel at random (xorshift64*, Vigna 2014), uniformly. */
public final class ShuffleOutput<T> extends ChannelsOutput<T> {

  private final OutputChannel[] channels;
  private long state;

  public ShuffleOutput(OutputChannel[] channels, long seed) {
    super(channels);
    this.channels = channels;
    this.state = seed == 0 ? 0x9E3779B97F4A7C15L : seed;
  }

  @Override
  public void collect(T record, long timestamp) {
    state ^= state >>> 12;
    state ^= state << 25;
    state ^= state >>> 27;
    long random = (state * 0x2545F4914F6CDD1DL) >>> 33;
    channels[(int) ((random * channels.length) >>> 31)].write(record, timestamp);
  }
}
