package dev.weir.api.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.tuple.Tuple0;
import dev.weir.api.types.Samples.Sample;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.Layout;
import dev.weir.state.spi.TypeSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {

  static List<Sample<?>> samples() {
    return Samples.all();
  }

  static List<Sample<?>> keys() {
    return Samples.keys();
  }

  @ParameterizedTest
  @MethodSource("samples")
  <T> void a_value_is_read_as_it_was_written(Sample<T> sample) {
    Random random = Seeds.random(sample.toString());
    for (TypeSerializer<T> serializer : bothForms(sample.type())) {
      for (int i = 0; i < 300; i++) {
        ByteOutput out = new ByteOutput();
        List<T> values = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
          values.add(sample.values().apply(random));
          serializer.write(values.get(k), out);
        }
        ByteInput in = new ByteInput(out.toByteArray());
        for (T value : values) {
          assertThat(Objects.deepEquals(serializer.read(in), value)).as("%s", value).isTrue();
        }
        assertThat(in.remaining()).isZero();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  <T> void a_copy_is_equal_and_shares_nothing_that_can_change(Sample<T> sample) {
    Random random = Seeds.random(sample.toString());
    TypeSerializer<T> serializer = sample.type().createSerializer();
    for (int i = 0; i < 100; i++) {
      T value = sample.values().apply(random);
      T copy = serializer.copy(value);
      assertThat(Objects.deepEquals(copy, value)).as("%s", value).isTrue();
      if (serializer.isImmutable()) {
        assertThat(copy).isSameAs(value);
      } else if (!isLeafOfSealedType(value)) {
        assertThat(copy).isNotSameAs(value);
      }
    }
  }

  /** One of several classes: this one is immutable, though others are not. */
  private static boolean isLeafOfSealedType(@Nullable Object value) {
    return value == null
        || value == Tuple0.INSTANCE
        || value instanceof Samples.Circle
        || value instanceof Samples.Square;
  }

  @ParameterizedTest
  @MethodSource("keys")
  <T> void equal_keys_have_equal_bytes(Sample<T> sample) {
    long seed = Seeds.random(sample.toString()).nextLong();
    Random one = new Random(seed);
    Random other = new Random(seed);
    for (int i = 0; i < 300; i++) {
      T value = sample.values().apply(one);
      T twin = sample.values().apply(other);
      assertThat(value).isEqualTo(twin);
      assertThat(bytes(sample.type().createKeySerializer(), value))
          .isEqualTo(bytes(sample.type().createKeySerializer(), twin));
    }
  }

  @Test
  void all_nan_are_the_same_key() {
    double oddNan = Double.longBitsToDouble(0x7ff8000000000123L);
    assertThat(bytes(Types.DOUBLE.createKeySerializer(), oddNan))
        .isEqualTo(bytes(Types.DOUBLE.createKeySerializer(), Double.NaN));
    float oddFloat = Float.intBitsToFloat(0x7fc00123);
    assertThat(bytes(Types.FLOAT.createKeySerializer(), oddFloat))
        .isEqualTo(bytes(Types.FLOAT.createKeySerializer(), Float.NaN));
  }

  @Test
  void boxes_of_long_int_and_double_may_be_kept_as_primitives() {
    assertThat(Types.LONG.createSerializer().layout()).isEqualTo(Layout.LONG);
    assertThat(Types.INT.createKeySerializer().layout()).isEqualTo(Layout.INT);
    assertThat(Types.DOUBLE.createSerializer().layout()).isEqualTo(Layout.DOUBLE);
    assertThat(Types.FLOAT.createSerializer().layout()).isEqualTo(Layout.OBJECT);
    assertThat(Types.STRING.createSerializer().layout()).isEqualTo(Layout.OBJECT);
  }

  @Test
  void what_may_be_kept_as_a_primitive_is_written_as_one() {
    ByteOutput expected = new ByteOutput();
    expected.writeLong(Long.MIN_VALUE + 7);
    expected.writeInt(-7);
    expected.writeDouble(-0.0);

    ByteOutput written = new ByteOutput();
    Types.LONG.createSerializer().write(Long.MIN_VALUE + 7, written);
    Types.INT.createSerializer().write(-7, written);
    Types.DOUBLE.createSerializer().write(-0.0, written);

    assertThat(written.toByteArray()).isEqualTo(expected.toByteArray());
  }

  @Test
  void a_list_is_the_same_key_whatever_its_class() {
    TypeSerializer<List<Long>> keys = Types.LIST(Types.LONG).createKeySerializer();
    assertThat(bytes(keys, new java.util.LinkedList<>(List.of(1L, 2L))))
        .isEqualTo(bytes(keys, List.of(1L, 2L)));
  }

  @Test
  void different_strings_stay_different_where_utf8_has_no_word_for_them() {
    TypeSerializer<String> strings = Types.STRING.createKeySerializer();
    assertThat(bytes(strings, "\uD800")).isNotEqualTo(bytes(strings, "?"));
    assertThat(bytes(strings, "\uD800")).isNotEqualTo(bytes(strings, "\uD801"));
    assertThat(strings.read(new ByteInput(bytes(strings, "a?\uD800b")))).isEqualTo("a?\uD800b");
    assertThat(bytes(strings, "a\uD83D\uDE00?")).hasSize(7);
  }

  @ParameterizedTest
  @MethodSource("samples")
  <T> void duplicates_work_in_threads_of_their_own(Sample<T> sample) throws Exception {
    long seed = Seeds.random(sample.toString()).nextLong();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (TypeSerializer<T> original : bothForms(sample.type())) {
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
          TypeSerializer<T> own = t == 0 ? original : original.duplicate();
          Random random = new Random(seed + t);
          tasks.add(() -> roundTrips(sample, own, random));
        }
        for (Future<Integer> done : threads.invokeAll(tasks)) {
          assertThat(done.get()).isEqualTo(200);
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> int roundTrips(Sample<T> sample, TypeSerializer<T> serializer, Random random) {
    int done = 0;
    for (int i = 0; i < 200; i++) {
      T value = sample.values().apply(random);
      byte[] bytes = bytes(serializer, value);
      assertThat(bytes(serializer, serializer.read(new ByteInput(bytes)))).isEqualTo(bytes);
      done++;
    }
    return done;
  }

  private static <T> List<TypeSerializer<T>> bothForms(TypeInformation<T> type) {
    return List.of(type.createSerializer(), type.createWireSerializer());
  }

  static <T> byte[] bytes(TypeSerializer<T> serializer, T value) {
    ByteOutput out = new ByteOutput();
    serializer.write(value, out);
    return out.toByteArray();
  }
}
