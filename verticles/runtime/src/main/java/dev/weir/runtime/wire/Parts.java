package dev.weir.runtime.wire;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Lists, maps and constants, as all formats write them. */
public final class Parts {

  private static final int CAPACITY_BEFORE_READ = 1024;

  private Parts() {}

  public static <T> void writeList(Collection<T> values, WireFormat<T> format, ByteOutput out) {
    out.writeVarInt(values.size());
    for (T value : values) {
      format.write(value, out);
    }
  }

  /** Each element takes at least one byte. */
  public static <T> List<T> readList(WireFormat<T> format, ByteInput in) {
    int count = in.readLength();
    List<T> values = new ArrayList<>(Math.min(count, CAPACITY_BEFORE_READ));
    for (int i = 0; i < count; i++) {
      values.add(format.read(in));
    }
    return values;
  }

  public static <T> void writeMap(Map<String, T> values, WireFormat<T> format, ByteOutput out) {
    out.writeVarInt(values.size());
    values.forEach(
        (key, value) -> {
          out.writeString(key);
          format.write(value, out);
        });
  }

  public static <T> Map<String, T> readMap(WireFormat<T> format, ByteInput in) {
    int count = in.readLength();
    Map<String, T> values = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String key = in.readString();
      if (values.put(key, format.read(in)) != null) {
        throw new CorruptStateException("two values with the name '" + key + "'");
      }
    }
    return values;
  }

  public static <T> void writeOptional(Optional<T> value, WireFormat<T> format, ByteOutput out) {
    out.writeBoolean(value.isPresent());
    value.ifPresent(present -> format.write(present, out));
  }

  public static <T> Optional<T> readOptional(WireFormat<T> format, ByteInput in) {
    return in.readBoolean() ? Optional.of(format.read(in)) : Optional.empty();
  }

  public static void writeOptional(OptionalLong value, ByteOutput out) {
    out.writeBoolean(value.isPresent());
    value.ifPresent(out::writeLong);
  }

  public static OptionalLong readOptionalLong(ByteInput in) {
    return in.readBoolean() ? OptionalLong.of(in.readLong()) : OptionalLong.empty();
  }

  /** By its name, which says more than a number when two versions meet. */
  public static void writeConstant(Enum<?> constant, ByteOutput out) {
    out.writeString(constant.name());
  }

  public static <E extends Enum<E>> E readConstant(Class<E> type, ByteInput in) {
    return Enum.valueOf(type, in.readString());
  }

  public static void writeBytes(byte[] bytes, ByteOutput out) {
    out.writeVarInt(bytes.length);
    out.writeBytes(bytes);
  }

  public static byte[] readBytes(ByteInput in) {
    return in.readBytes(in.readLength());
  }
}
