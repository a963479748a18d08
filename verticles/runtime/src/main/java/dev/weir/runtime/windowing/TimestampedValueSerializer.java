package dev.weir.runtime.windowing;

import dev.weir.api.windowing.evictors.TimestampedValue;
import dev.weir.runtime.channel.Frame;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.TypeSerializer;

/** Writes the timestamp, then the record. */
record TimestampedValueSerializer<T>(TypeSerializer<T> value)
    implements TypeSerializer<TimestampedValue<T>> {

  private static final String PREFIX = "arrived ";

  static <T> long timestampOf(TimestampedValue<T> element) {
    return element.hasTimestamp() ? element.getTimestamp() : Frame.NO_TIMESTAMP;
  }

  @Override
  public void write(TimestampedValue<T> element, ByteOutput out) {
    out.writeLong(timestampOf(element));
    value.write(element.getValue(), out);
  }

  @Override
  public TimestampedValue<T> read(ByteInput in) {
    long timestamp = in.readLong();
    return new TimestampedValue<>(value.read(in), timestamp);
  }

  @Override
  public TimestampedValue<T> copy(TimestampedValue<T> element) {
    return isImmutable()
        ? element
        : new TimestampedValue<>(value.copy(element.getValue()), timestampOf(element));
  }

  @Override
  public boolean isImmutable() {
    return value.isImmutable();
  }

  @Override
  public TypeSerializer<TimestampedValue<T>> duplicate() {
    return new TimestampedValueSerializer<>(value.duplicate());
  }

  @Override
  public String schema() {
    return PREFIX + value.schema();
  }

  @Override
  public boolean canRead(String writtenSchema) {
    return writtenSchema.startsWith(PREFIX)
        && value.canRead(writtenSchema.substring(PREFIX.length()));
  }
}
