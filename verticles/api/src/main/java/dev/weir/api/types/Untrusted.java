package dev.weir.api.types;

import dev.weir.state.spi.CorruptStateException;
import org.jspecify.annotations.Nullable;

/** Makes values from what was read: where the class refuses it, the bytes are to blame. */
final class Untrusted {

  private Untrusted() {}

  static <T> T make(Shape<T> shape, @Nullable Object[] fields) {
    try {
      return shape.make(fields);
    } catch (RuntimeException e) {
      throw new CorruptStateException("the class refuses the fields that were read: " + e, e);
    }
  }
}
