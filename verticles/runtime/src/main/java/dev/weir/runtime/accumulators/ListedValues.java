package dev.weir.runtime.accumulators;

import dev.weir.api.accumulators.ListAccumulator;
import dev.weir.api.tuple.Tuple;
import dev.weir.api.types.InvalidTypesException;
import dev.weir.api.types.TypeInformation;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a {@link ListAccumulator}, each with its class, for nobody has declared it. */
final class ListedValues {

  private static final byte NULL = 0;
  private static final byte TUPLE = 1;
  private static final byte OTHER = 2;

  private ListedValues() {}

  static void write(List<?> values, ByteOutput out) {
    out.writeVarInt(values.size());
    for (Object value : values) {
      if (value == null) {
        throw new InvalidTypesException("it holds null");
      }
      write(value, out);
    }
  }

  static ListAccumulator<Object> read(ByteInput in) {
    int count = in.readLength();
    ListAccumulator<Object> list = new ListAccumulator<>();
    for (int i = 0; i < count; i++) {
      Object value = readValue(in);
      if (value == null) {
        throw new CorruptStateException("a listed value is null");
      }
      list.add(value);
    }
    return list;
  }

  private static void write(@Nullable Object value, ByteOutput out) {
    if (value == null) {
      out.writeByte(NULL);
    } else if (value instanceof Tuple tuple) {
      out.writeByte(TUPLE);
      out.writeByte(tuple.getArity());
      for (int field = 0; field < tuple.getArity(); field++) {
        write(tuple.<Object>getField(field), out);
      }
    } else if (value instanceof Serializable) {
      out.writeByte(OTHER);
      out.writeString(value.getClass().getName());
      writeAs(value.getClass(), value, out);
    } else {
      throw new InvalidTypesException(value.getClass().getName() + " is not Serializable");
    }
  }

  private static <T> void writeAs(Class<T> type, Object value, ByteOutput out) {
    TypeInformation.of(type).createWireSerializer().write(type.cast(value), out);
  }

  private static @Nullable Object readValue(ByteInput in) {
    int kind = in.readByte();
    return switch (kind) {
      case NULL -> null;
      case TUPLE -> readTuple(in);
      case OTHER ->
          TypeInformation.of(LoadedClass.named(in.readString(), Serializable.class))
              .createWireSerializer()
              .read(in);
      default ->
          throw new CorruptStateException("a listed value is of kind 0, 1 or 2, found " + kind);
    };
  }

  private static Tuple readTuple(ByteInput in) {
    int arity = in.readByte();
    Tuple tuple;
    try {
      tuple = Tuple.newInstance(arity);
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("no tuple has " + arity + " fields", e);
    }
    for (int field = 0; field < arity; field++) {
      Object value = readValue(in);
      if (value != null) {
        tuple.setField(value, field);
      }
    }
    return tuple;
  }
}
