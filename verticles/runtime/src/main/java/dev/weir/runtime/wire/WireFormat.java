package dev.weir.runtime.wire;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How one kind of value is written between JVMs. Has no state, so that any thread may use it.
 *
 * @param <T> what is written
 */
public interface WireFormat<T> {

  void write(T value, ByteOutput out);

  /**
   * Reads what {@link #write} wrote. Bytes that cannot be so written lead to a {@link
   * RuntimeException} of any kind, and never to an allocation that is larger than they are.
   */
  T read(ByteInput in);

  static <T> WireFormat<T> of(BiConsumer<T, ByteOutput> writer, Function<ByteInput, T> reader) {
    return new WireFormat<>() {
      @Override
      public void write(T value, ByteOutput out) {
        writer.accept(value, out);
      }

      @Override
      public T read(ByteInput in) {
        return reader.apply(in);
      }
    };
  }
}
