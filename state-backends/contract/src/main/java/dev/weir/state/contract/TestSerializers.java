package dev.weir.state.contract;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.Layout;
import dev.weir.state.spi.TypeSerializer;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Serialisers of immutable types, for tests. */
public final class TestSerializers {

  public static final TypeSerializer<Long> LONG =
      new Immutable<>("long", Layout.LONG, (v, out) -> out.writeLong(v), ByteInput::readLong);

  public static final TypeSerializer<Integer> INT =
      new Immutable<>("int", Layout.INT, (v, out) -> out.writeInt(v), ByteInput::readInt);

  public static final TypeSerializer<Double> DOUBLE =
      new Immutable<>(
          "double", Layout.DOUBLE, (v, out) -> out.writeDouble(v), ByteInput::readDouble);

  public static final TypeSerializer<String> STRING =
      new Immutable<>(
          "string", Layout.OBJECT, (v, out) -> out.writeString(v), ByteInput::readString);

  /** A long that does not say so: held as an object. Reads what {@link #LONG} wrote. */
  public static final TypeSerializer<Long> BOXED_LONG =
      new Immutable<>("long", Layout.OBJECT, (v, out) -> out.writeLong(v), ByteInput::readLong);

  public static final TypeSerializer<Card> CARD =
      new Immutable<>(
          "record Card(bank string, number long)",
          Layout.OBJECT,
          (v, out) -> {
            out.writeString(v.bank());
            out.writeLong(v.number());
          },
          in -> new Card(in.readString(), in.readLong()));

  /** Keys that all have the same hash. */
  public static final TypeSerializer<Colliding> COLLIDING =
      new Immutable<>(
          "record Colliding(id int)",
          Layout.OBJECT,
          (v, out) -> out.writeInt(v.id()),
          in -> new Colliding(in.readInt()));

  private TestSerializers() {}

  /** A key of two fields. */
  public record Card(String bank, long number) {}

  /** A key whose hash tells nothing. */
  public record Colliding(int id) {
    @Override
    public int hashCode() {
      return 42;
    }
  }

  private record Immutable<T>(
      String schema, Layout layout, BiConsumer<T, ByteOutput> writer, Function<ByteInput, T> reader)
      implements TypeSerializer<T> {

    @Override
    public void write(T value, ByteOutput out) {
      writer.accept(value, out);
    }

    @Override
    public T read(ByteInput in) {
      return reader.apply(in);
    }

    @Override
    public T copy(T value) {
      return value;
    }

    @Override
    public boolean isImmutable() {
      return true;
    }

    @Override
    public TypeSerializer<T> duplicate() {
      return this;
    }
  }
}
