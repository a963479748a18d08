package dev.weir.api.types;

import dev.weir.state.spi.TypeSerializer;

/** A serialiser of an immutable class, without scratch space. */
abstract class BasicSerializer<T> extends BaseSerializer<T> {

  private final String schema;
  private final Extent extent;

  BasicSerializer(String schema, Extent extent) {
    this.schema = schema;
    this.extent = extent;
  }

  @Override
  final Extent extent() {
    return extent;
  }

  @Override
  public final T copy(T value) {
    return value;
  }

  @Override
  public final boolean isImmutable() {
    return true;
  }

  @Override
  public final TypeSerializer<T> duplicate() {
    return this;
  }

  @Override
  public final String schema() {
    return schema;
  }
}
