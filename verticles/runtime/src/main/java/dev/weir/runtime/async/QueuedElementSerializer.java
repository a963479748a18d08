package dev.weir.runtime.async;

import dev.weir.runtime.async.QueuedElement.QueuedRecord;
import dev.weir.runtime.async.QueuedElement.QueuedWatermark;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.TypeSerializer;

/** Writes one byte for the kind, the timestamp as eight bytes, and for a record the record. */
public final class QueuedElementSerializer<T> implements TypeSerializer<QueuedElement<T>> {

  private static final byte RECORD = 0;
  private static final byte WATERMARK = 1;
  private static final String PREFIX = "element of ";

  private final TypeSerializer<T> records;

  public QueuedElementSerializer(TypeSerializer<T> records) {
    this.records = records;
  }

  @Override
  public void write(QueuedElement<T> element, ByteOutput out) {
    if (element instanceof QueuedRecord<T> queued) {
      out.writeByte(RECORD);
      out.writeLong(queued.timestamp());
      records.write(queued.value(), out);
    } else if (element instanceof QueuedWatermark<T> watermark) {
      out.writeByte(WATERMARK);
      out.writeLong(watermark.timestamp());
    }
  }

  @Override
  public QueuedElement<T> read(ByteInput in) {
    byte kind = in.readByte();
    long timestamp = in.readLong();
    if (kind == WATERMARK) {
      return new QueuedWatermark<>(timestamp);
    }
    if (kind != RECORD) {
      throw new IllegalArgumentException(
          "a queued element begins with " + kind + ", expected 0 (record) or 1 (watermark)");
    }
    return new QueuedRecord<>(records.read(in), timestamp);
  }

  @Override
  public QueuedElement<T> copy(QueuedElement<T> element) {
    return element instanceof QueuedRecord<T> queued
        ? new QueuedRecord<>(records.copy(queued.value()), queued.timestamp())
        : element;
  }

  @Override
  public boolean isImmutable() {
    return records.isImmutable();
  }

  @Override
  public TypeSerializer<QueuedElement<T>> duplicate() {
    return new QueuedElementSerializer<>(records.duplicate());
  }

  @Override
  public String schema() {
    return PREFIX + records.schema();
  }

  @Override
  public boolean canRead(String writtenSchema) {
    return writtenSchema.startsWith(PREFIX)
        && records.canRead(writtenSchema.substring(PREFIX.length()));
  }
}
