package dev.weir.runtime.operators;

import dev.weir.api.functions.KeySelector;
import dev.weir.runtime.channel.Frame;
import dev.weir.runtime.channel.OutputGate;
import dev.weir.state.spi.KeyedStateBackend;

/** An input that sets the current key before each record. */
public abstract class KeyedInput<K, T> extends Input<T> {

  /**
   * Keys fetched ahead: enough to wait for them together, few enough to stay in the first cache.
   */
  private static final int PREFETCH = 64;

  private final KeySelector<T, K> keySelector;
  private final KeyedStateBackend<K> state;

  protected KeyedInput(KeySelector<T, K> keySelector, KeyedStateBackend<K> state) {
    this.keySelector = keySelector;
    this.state = state;
  }

  /** A record whose key is the current one. */
  protected abstract void processKeyed(T record, long timestamp) throws Exception;

  @Override
  public final void process(T record, long timestamp, int keyHash) throws Exception {
    state.setCurrentKey(keySelector.getKey(record), keyHash);
    processKeyed(record, timestamp);
  }

  @Override
  public final void process(T record, long timestamp) {
    throw new IllegalStateException("a keyed input takes records with the hash of their key");
  }

  @Override
  public int processFrame(Frame frame, int from, OutputGate outputs) throws Exception {
    int index = from;
    int size = frame.size();
    int prefetched = from;
    while (index < size) {
      if (index == prefetched) {
        prefetched = Math.min(size, index + PREFETCH);
        frame.prefetch(index, prefetched);
        state.prefetch(frame.keyHashes(), index, prefetched);
      }
      @SuppressWarnings("unchecked") // the job graph connects outputs to inputs of their type
      T record = (T) frame.record(index);
      process(record, frame.timestamp(index), frame.keyHash(index));
      index++;
      if (!outputs.isAvailable()) {
        break;
      }
    }
    return index;
  }
}
