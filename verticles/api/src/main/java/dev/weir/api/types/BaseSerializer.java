package dev.weir.api.types;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** What the serialisers of this package have in common. Takes no nulls, save where it says so. */
abstract class BaseSerializer<T> implements TypeSerializer<T> {

  abstract Extent extent();

  /** Whether many threads may use this instance at once. */
  boolean isShareable() {
    return true;
  }

  @Override
  public boolean canRead(String writtenSchema) {
    return Schema.canRead(writtenSchema, schema());
  }

  @Override
  public final String toString() {
    return schema();
  }

  final void writeNullable(@Nullable T value, ByteOutput out) {
    if (value == null) {
      out.writeByte(0);
    } else {
      out.writeByte(1);
      write(value, out);
    }
  }

  final @Nullable T readNullable(ByteInput in) {
    return in.readBoolean() ? read(in) : null;
  }

  final @Nullable T copyNullable(@Nullable T value) {
    return value == null || isImmutable() ? value : copy(value);
  }

  /** The caller knows that the values are of the type. */
  @SuppressWarnings("unchecked")
  static BaseSerializer<Object> erased(BaseSerializer<?> serializer) {
    return (BaseSerializer<Object>) serializer;
  }
}
