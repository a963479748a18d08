package dev.weir.runtime.accumulators;

import dev.weir.api.accumulators.Accumulator;
import dev.weir.api.accumulators.ListAccumulator;
import dev.weir.api.types.TypeInformation;
import dev.weir.protocol.EncodedAccumulator;
import dev.weir.protocol.EncodedAccumulators;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Accumulators as bytes: what {@link TypeInformation#of(Class)} makes of their class. One that
 * cannot be written or read is a failure that says why. They are written once for each subtask and
 * attempt, so serialisers are made anew for each.
 *
 * <p>This runs code of programs: not to be called on an event loop.
 */
public final class AccumulatorFormat {

  private static final String LIST = ListAccumulator.class.getName();

  private AccumulatorFormat() {}

  public static EncodedAccumulators encode(AccumulatorValues values) {
    if (values.isEmpty()) {
      return EncodedAccumulators.NONE;
    }
    Map<String, EncodedAccumulator> encoded = new LinkedHashMap<>();
    values.accumulators().forEach((name, accumulator) -> encoded.put(name, encode(accumulator)));
    values.failures().forEach((name, why) -> encoded.put(name, new EncodedAccumulator.Failed(why)));
    return new EncodedAccumulators(encoded);
  }

  private static EncodedAccumulator encode(Accumulator<?, ?> accumulator) {
    ByteOutput out = new ByteOutput();
    try {
      if (accumulator instanceof ListAccumulator<?> list) {
        ListedValues.write(list.getLocalValue(), out);
      } else {
        writeAs(accumulator.getClass(), accumulator, out);
      }
      return new EncodedAccumulator.Written(accumulator.getClass().getName(), out.toByteArray());
    } catch (RuntimeException e) {
      return new EncodedAccumulator.Failed("it cannot be written: " + reason(e));
    }
  }

  private static <A extends Accumulator<?, ?>> void writeAs(
      Class<A> type, Accumulator<?, ?> accumulator, ByteOutput out) {
    TypeInformation.of(type).createWireSerializer().write(type.cast(accumulator), out);
  }

  public static AccumulatorValues decode(EncodedAccumulators encoded) {
    Map<String, Accumulator<?, ?>> accumulators = new LinkedHashMap<>();
    Map<String, String> failures = new LinkedHashMap<>();
    encoded
        .byName()
        .forEach(
            (name, one) -> {
              if (one instanceof EncodedAccumulator.Written written) {
                try {
                  accumulators.put(name, decode(written));
                } catch (RuntimeException e) {
                  failures.put(name, "it cannot be read: " + reason(e));
                }
              } else if (one instanceof EncodedAccumulator.Failed failed) {
                failures.put(name, failed.why());
              }
            });
    return new AccumulatorValues(accumulators, failures);
  }

  private static Accumulator<?, ?> decode(EncodedAccumulator.Written written) {
    ByteInput in = new ByteInput(written.bytes());
    Accumulator<?, ?> read =
        written.type().equals(LIST)
            ? ListedValues.read(in)
            : TypeInformation.of(LoadedClass.named(written.type(), Accumulator.class))
                .createWireSerializer()
                .read(in);
    if (in.remaining() > 0) {
      throw new CorruptStateException(
          "%d bytes of it are left over: another version of %s wrote it"
              .formatted(in.remaining(), written.type()));
    }
    return read;
  }

  private static String reason(RuntimeException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
