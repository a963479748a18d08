package dev.weir.runtime.accumulators;

import dev.weir.api.accumulators.Accumulator;
import dev.weir.api.accumulators.ListAccumulator;
import dev.weir.api.types.InvalidTypesException;
import dev.weir.api.types.TypeInformation;
import dev.weir.runtime.wire.WireFormat;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Accumulators as bytes: the name of the class, then what {@link TypeInformation#of(Class)} makes
 * of it. One that cannot be written arrives as a failure that says why. They cross the wire once
 * for each subtask and attempt, so serialisers are made anew for each.
 */
public final class AccumulatorFormat implements WireFormat<AccumulatorValues> {

  private static final byte VALUE = 0;
  private static final byte LIST = 1;
  private static final byte FAILURE = 2;

  @Override
  public void write(AccumulatorValues values, ByteOutput out) {
    out.writeVarInt(values.accumulators().size() + values.failures().size());
    values
        .accumulators()
        .forEach(
            (name, accumulator) -> {
              out.writeString(name);
              writeOrFail(accumulator, out);
            });
    values
        .failures()
        .forEach(
            (name, why) -> {
              out.writeString(name);
              writeFailure(why, out);
            });
  }

  private static void writeOrFail(Accumulator<?, ?> accumulator, ByteOutput out) {
    int before = out.size();
    try {
      if (accumulator instanceof ListAccumulator<?> list) {
        out.writeByte(LIST);
        ListedValues.write(list.getLocalValue(), out);
      } else {
        out.writeByte(VALUE);
        out.writeString(accumulator.getClass().getName());
        writeAs(accumulator.getClass(), accumulator, out);
      }
    } catch (InvalidTypesException e) {
      out.truncate(before);
      writeFailure("it cannot be sent to another node: " + e.getMessage(), out);
    }
  }

  private static <A extends Accumulator<?, ?>> void writeAs(
      Class<A> type, Accumulator<?, ?> accumulator, ByteOutput out) {
    TypeInformation.of(type).createWireSerializer().write(type.cast(accumulator), out);
  }

  private static void writeFailure(String why, ByteOutput out) {
    out.writeByte(FAILURE);
    out.writeString(why);
  }

  /**
   * @throws CorruptStateException if the bytes are no accumulators of classes that this node has
   */
  @Override
  public AccumulatorValues read(ByteInput in) {
    int count = in.readLength();
    Map<String, Accumulator<?, ?>> accumulators = new LinkedHashMap<>();
    Map<String, String> failures = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String name = in.readString();
      int kind = in.readByte();
      switch (kind) {
        case VALUE ->
            accumulators.put(
                name,
                TypeInformation.of(LoadedClass.named(in.readString(), Accumulator.class))
                    .createWireSerializer()
                    .read(in));
        case LIST -> accumulators.put(name, ListedValues.read(in));
        case FAILURE -> failures.put(name, in.readString());
        default ->
            throw new CorruptStateException(
                "an accumulator is of kind 0, 1 or 2, found kind " + kind);
      }
    }
    return new AccumulatorValues(accumulators, failures);
  }

  /** For messages in JSON. */
  public static byte[] bytesOf(AccumulatorValues values) {
    ByteOutput out = new ByteOutput();
    new AccumulatorFormat().write(values, out);
    return out.toByteArray();
  }

  /** What {@link #bytesOf} made. */
  public static AccumulatorValues of(byte[] bytes) {
    return new AccumulatorFormat().read(new ByteInput(bytes));
  }
}
