package dev.weir.api.types;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import org.jspecify.annotations.Nullable;

/** One field after the other; a byte in front of each that can be null. */
final class PositionalStructSerializer<T> extends StructSerializer<T> {

  PositionalStructSerializer(StructType<T> type, StructField[] fields) {
    super(type, Form.BY_POSITION, fields);
  }

  @Override
  @SuppressWarnings("NullAway") // a primitive is never null
  public void write(T value, ByteOutput out) {
    checkClass(value);
    for (int i = 0; i < serializers.length; i++) {
      @Nullable Object field = shape.get(value, i);
      if (nullable[i]) {
        serializers[i].writeNullable(field, out);
      } else {
        serializers[i].write(field, out);
      }
    }
  }

  @Override
  public T read(ByteInput in) {
    @Nullable Object[] values = new Object[serializers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = nullable[i] ? serializers[i].readNullable(in) : serializers[i].read(in);
    }
    return Untrusted.make(shape, values);
  }
}
