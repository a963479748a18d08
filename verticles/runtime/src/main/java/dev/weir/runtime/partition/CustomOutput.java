package dev.weir.runtime.partition;

import dev.weir.api.functions.KeySelector;
import dev.weir.api.functions.Partitioner;
import dev.weir.runtime.channel.OutputChannel;
import dev.weir.runtime.operators.ChainedOperatorException;

/** The channel that a user's partitioner names. */
public final class CustomOutput<T, K> extends ChannelsOutput<T> {

  private final Partitioner<K> partitioner;
  private final KeySelector<T, K> keySelector;
  private final OutputChannel[] channels;

  public CustomOutput(
      Partitioner<K> partitioner, KeySelector<T, K> keySelector, OutputChannel[] channels) {
    super(channels);
    this.partitioner = partitioner;
    this.keySelector = keySelector;
    this.channels = channels;
  }

  @Override
  public void collect(T record, long timestamp) {
    int chosen;
    try {
      chosen = partitioner.partition(keySelector.getKey(record), channels.length);
    } catch (Exception e) {
      throw ChainedOperatorException.of(e);
    }
    if (chosen < 0 || chosen >= channels.length) {
      throw new IllegalArgumentException(
          "the partitioner "
              + partitioner.getClass().getName()
              + " returned "
              + chosen
              + ", expected 0 to "
              + (channels.length - 1));
    }
    channels[chosen].write(record, timestamp);
  }
}
