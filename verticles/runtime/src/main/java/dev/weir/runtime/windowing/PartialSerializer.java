package dev.weir.runtime.windowing;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.TypeSerializer;

/** Writes what is sent to windows that aggregate in two phases: records and {@link Partial}s. */
record PartialSerializer<T, K, ACC>(
    TypeSerializer<T> records, TypeSerializer<K> keys, TypeSerializer<ACC> accumulators)
    implements TypeSerializer<Object> {

  private static final byte RECORD = 0;
  private static final byte PARTIAL = 1;

  @Override
  @SuppressWarnings("unchecked") // what is no partial is a record
  public void write(Object value, ByteOutput out) {
    if (value instanceof Partial<?, ?> partial) {
      out.writeByte(PARTIAL);
      keys.write((K) partial.key(), out);
      accumulators.write((ACC) partial.accumulator(), out);
    } else {
      out.writeByte(RECORD);
      records.write((T) value, out);
    }
  }

  @Override
  public Object read(ByteInput in) {
    byte kind = in.readByte();
    return switch (kind) {
      case RECORD -> records.read(in);
      case PARTIAL -> new Partial<>(keys.read(in), accumulators.read(in));
      default -> throw new CorruptStateException("a record is 0 and a partial 1, found " + kind);
    };
  }

  @Override
  @SuppressWarnings("unchecked") // as above
  public Object copy(Object value) {
    return value instanceof Partial<?, ?> partial
        ? new Partial<>(
            keys.copy((K) partial.key()), accumulators.copy((ACC) partial.accumulator()))
        : records.copy((T) value);
  }

  @Override
  public boolean isImmutable() {
    return records.isImmutable() && keys.isImmutable() && accumulators.isImmutable();
  }

  @Override
  public TypeSerializer<Object> duplicate() {
    return new PartialSerializer<>(records.duplicate(), keys.duplicate(), accumulators.duplicate());
  }

  @Override
  public String schema() {
    return "%s, or of %s: %s".formatted(records.schema(), keys.schema(), accumulators.schema());
  }
}
