package dev.weir.runtime.operators;

import dev.weir.state.spi.KeyedStateBackend;
import java.util.Objects;

/** The key of the record that a keyed operator is processing. */
final class CurrentKey {

  private CurrentKey() {}

  static <K> K of(KeyedStateBackend<K> state) {
    return Objects.requireNonNull(
        state.currentKey(), "no record is being processed: there is no key");
  }
}
