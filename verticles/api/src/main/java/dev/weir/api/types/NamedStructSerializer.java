package dev.weir.api.types;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The number of fields, then each with a tag in front of it; see {@link Form#BY_NAME}. A field that
 * was not written is null, zero, or what the constructor of the POJO gave it.
 */
final class NamedStructSerializer<T> extends StructSerializer<T> {

  private static final int NAME = ~7;

  private final int[] tags;
  private final Extent[] extents;

  NamedStructSerializer(StructType<T> type, StructField[] fields) {
    super(type, Form.BY_NAME, fields);
    tags = Tag.ofAll(Arrays.stream(fields).map(StructField::name).toList(), type.toString());
    extents = Arrays.stream(serializers).map(BaseSerializer::extent).toArray(Extent[]::new);
  }

  @Override
  public void write(T value, ByteOutput out) {
    checkClass(value);
    out.writeVarInt(tags.length);
    for (int i = 0; i < tags.length; i++) {
      Object field = shape.get(value, i);
      if (field == null) {
        out.writeInt(tags[i]);
      } else {
        out.writeInt(tags[i] | extents[i].ordinal());
        writeField(i, field, out);
      }
    }
  }

  private void writeField(int i, Object field, ByteOutput out) {
    if (extents[i] != Extent.BLOCK) {
      serializers[i].write(field, out);
      return;
    }
    int start = out.size();
    out.writeInt(0);
    serializers[i].write(field, out);
    Extent.setBlockLength(out, start);
  }

  @Override
  public T read(ByteInput in) {
    int count = in.readVarInt();
    if (count < 0 || count > in.remaining() / Integer.BYTES) {
      throw new CorruptStateException(
          count + " fields were found where " + in.remaining() + " bytes are left");
    }
    @Nullable Object[] values = shape.absent();
    for (int k = 0; k < count; k++) {
      int tag = in.readInt();
      int i = k < tags.length && tags[k] == (tag & NAME) ? k : indexOf(tag & NAME);
      if (i < 0) {
        Extent.of(tag).skip(in);
      } else {
        readField(i, Extent.of(tag), values, in);
      }
    }
    return Untrusted.make(shape, values);
  }

  private void readField(int i, Extent found, @Nullable Object[] values, ByteInput in) {
    if (found == extents[i]) {
      values[i] = found == Extent.BLOCK ? readBlock(i, in) : serializers[i].read(in);
    } else if (found != Extent.NULL) {
      throw new CorruptStateException(
          "field '" + fields[i].name() + "' should be " + extents[i] + ", found " + found);
    } else if (nullable[i]) {
      values[i] = null;
    }
  }

  private Object readBlock(int i, ByteInput in) {
    int end = Extent.blockLength(in) + in.position();
    Object value = serializers[i].read(in);
    if (in.position() != end) {
      throw new CorruptStateException(
          "field '" + fields[i].name() + "' ends at " + in.position() + ", expected " + end);
    }
    return value;
  }

  private int indexOf(int tag) {
    for (int i = 0; i < tags.length; i++) {
      if (tags[i] == tag) {
        return i;
      }
    }
    return -1;
  }
}
