package dev.weir.runtime.partition;

import dev.weir.api.functions.KeySelector;
import dev.weir.runtime.channel.OutputChannel;
import dev.weir.runtime.operators.ChainedOperatorException;
import dev.weir.state.spi.KeyGroups;

/** Each record to the subtask that holds its key's group. Hashes the key once for both ends. */
public final class KeyedOutput<T, K> extends ChannelsOutput<T> {

  private final KeySelector<T, K> keySelector;
  private final OutputChannel[] channelByKeyGroup;

  /**
   * @param channels one per receiving subtask, in order
   * @param maxParallelism number of key groups of the receiver
   */
  public KeyedOutput(KeySelector<T, K> keySelector, OutputChannel[] channels, int maxParallelism) {
    super(channels);
    this.keySelector = keySelector;
    this.channelByKeyGroup = new OutputChannel[maxParallelism];
    for (int group = 0; group < maxParallelism; group++) {
      channelByKeyGroup[group] =
          channels[KeyGroups.subtaskOf(group, maxParallelism, channels.length)];
    }
  }

  @Override
  public void collect(T record, long timestamp) {
    send(record, timestamp, KeyGroups.hash(keyOf(record)));
  }

  /**
   * Sends something to the subtask of a key.
   *
   * @param keyHash {@link KeyGroups#hash} of the key
   */
  public void send(Object record, long timestamp, int keyHash) {
    int group = KeyGroups.groupOf(keyHash, channelByKeyGroup.length);
    channelByKeyGroup[group].write(record, timestamp, keyHash);
  }

  /** The key of a record, which is not null. */
  public K keyOf(T record) {
    K key;
    try {
      key = keySelector.getKey(record);
    } catch (Exception e) {
      throw ChainedOperatorException.of(e);
    }
    if (key == null) {
      throw new NullPointerException("the key of a record must not be null, record: " + record);
    }
    return key;
  }
}
