package dev.weir.state.ttl;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.StateSchema;
import dev.weir.state.spi.TypeSerializer;

/** Writes the time of the last touch in eight bytes, then the value. */
public record StampedSerializer<T>(TypeSerializer<T> values) implements TypeSerializer<Stamped<T>> {

  @Override
  public void write(Stamped<T> value, ByteOutput out) {
    out.writeLong(value.touched());
    values.write(value.value(), out);
  }

  @Override
  public Stamped<T> read(ByteInput in) {
    long touched = in.readLong();
    return new Stamped<>(values.read(in), touched);
  }

  @Override
  public Stamped<T> copy(Stamped<T> value) {
    return isImmutable() ? value : new Stamped<>(values.copy(value.value()), value.touched());
  }

  @Override
  public boolean isImmutable() {
    return values.isImmutable();
  }

  @Override
  public TypeSerializer<Stamped<T>> duplicate() {
    return new StampedSerializer<>(values.duplicate());
  }

  @Override
  public String schema() {
    return StateSchema.TIMESTAMPED + values.schema();
  }

  /** Of what was written with and without a stamp; {@link StampChange} makes one the other. */
  @Override
  public boolean canRead(String writtenSchema) {
    return values.canRead(StateSchema.withoutTimestamp(writtenSchema));
  }
}
