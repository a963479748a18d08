package dev.weir.testing.simulation;

import org.jspecify.annotations.Nullable;

/**
 * What storage says to an operation.
 *
 * @param failed it may have been carried out or not
 * @param value null if it failed or if there is none
 */
record Answer<T>(boolean failed, @Nullable T value) {

  /** Whoever waits for it. */
  interface Reply<T> {
    void accept(Answer<T> answer);
  }

  T get() {
    if (value == null) {
      throw new IllegalStateException("storage gave no answer");
    }
    return value;
  }
}
