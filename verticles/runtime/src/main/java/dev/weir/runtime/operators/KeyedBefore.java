package dev.weir.runtime.operators;

import dev.weir.api.functions.KeySelector;
import dev.weir.state.spi.KeyedStateBackend;

/** Sets the current key, then hands the record to an input that knows nothing of keys. */
final class KeyedBefore<K, T> extends KeyedInput<K, T> {

  private final Input<T> next;

  KeyedBefore(KeySelector<T, K> keySelector, KeyedStateBackend<K> state, Input<T> next) {
    super(keySelector, state);
    this.next = next;
  }

  @Override
  protected void processKeyed(T record, long timestamp) throws Exception {
    next.process(record, timestamp);
  }
}
