package dev.weir.api.types;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The place in a type where it contains itself. Bounds the depth, so that no input ends the stack.
 */
final class BackReference extends BaseSerializer<Object> {

  static final int MAX_DEPTH = 500;

  private final TypeInformation<?> type;
  private @Nullable BaseSerializer<Object> target;
  private int depth;

  BackReference(TypeInformation<?> type) {
    this.type = type;
  }

  void pointTo(BaseSerializer<Object> serializer) {
    target = serializer;
  }

  /** The caller knows the type. */
  @SuppressWarnings("unchecked")
  <T> BaseSerializer<T> typed() {
    return (BaseSerializer<T>) this;
  }

  private BaseSerializer<Object> target() {
    if (target == null) {
      throw new IllegalStateException("the serializer of " + type + " is not finished");
    }
    return target;
  }

  @Override
  Extent extent() {
    return Extent.BLOCK;
  }

  @Override
  boolean isShareable() {
    return false;
  }

  @Override
  public void write(Object value, ByteOutput out) {
    if (depth == MAX_DEPTH) {
      throw new IllegalArgumentException(
          "a value of type " + type + " contains itself more than " + MAX_DEPTH + " levels deep");
    }
    depth++;
    try {
      target().write(value, out);
    } finally {
      depth--;
    }
  }

  @Override
  public Object read(ByteInput in) {
    if (depth == MAX_DEPTH) {
      throw new CorruptStateException(
          "a value of type " + type + " contains itself more than " + MAX_DEPTH + " levels deep");
    }
    depth++;
    try {
      return target().read(in);
    } finally {
      depth--;
    }
  }

  @Override
  public Object copy(Object value) {
    return target().copy(value);
  }

  /** False to be safe: the rest of the type is not known yet when this is asked. */
  @Override
  public boolean isImmutable() {
    return false;
  }

  @Override
  public TypeSerializer<Object> duplicate() {
    throw new IllegalStateException("duplicate the serializer of the whole type " + type);
  }

  @Override
  public String schema() {
    return "ref " + StructType.shortName(type.getTypeClass());
  }
}
