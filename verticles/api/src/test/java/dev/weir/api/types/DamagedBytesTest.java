package dev.weir.api.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.types.Samples.Sample;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.TypeSerializer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged bytes give some value of the type or a clear error; they never hang or fill the memory.
 */
class DamagedBytesTest {

  private static final int MUTATIONS = 4_000;

  static List<Sample<?>> samples() {
    return Samples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  <T> void damaged_bytes_give_a_value_or_a_clear_error(Sample<T> sample) {
    Random random = Seeds.random(sample.toString());
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          tryAll(sample, sample.type().createSerializer(), random);
          tryAll(sample, sample.type().createWireSerializer(), random);
        });
  }

  private static <T> void tryAll(Sample<T> sample, TypeSerializer<T> serializer, Random random) {
    int read = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = RoundTripTest.bytes(serializer, sample.values().apply(random));
      byte[] damaged = mutate(bytes, random);
      try {
        serializer.read(new ByteInput(damaged));
        read++;
      } catch (CorruptStateException e) {
        assertThat(e).hasMessageMatching("(?s).{10,}");
      }
    }
    assertThat(read).isBetween(0, MUTATIONS);
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    byte[] damaged =
        Arrays.copyOf(
            bytes, random.nextInt(8) == 0 ? random.nextInt(bytes.length + 9) : bytes.length);
    for (int k = random.nextInt(4); k >= 0 && damaged.length > 0; k--) {
      int at = random.nextInt(damaged.length);
      damaged[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) 0xFF;
    }
    return damaged;
  }

  @Test
  void a_count_that_cannot_be_is_refused_before_anything_is_allocated() {
    ByteOutput out = new ByteOutput();
    out.writeVarInt(Integer.MAX_VALUE);
    ByteInput in = new ByteInput(out.toByteArray());
    assertThatThrownBy(() -> Types.LIST(Types.LONG).createSerializer().read(in))
        .isInstanceOf(CorruptStateException.class)
        .hasMessage("2147483647 elements were found where 0 bytes are left");
  }

  @Test
  void a_tree_that_is_too_deep_is_refused_both_ways() {
    TypeSerializer<Samples.Tree> trees =
        TypeInformation.of(Samples.Tree.class).createWireSerializer();
    Samples.Tree deep = new Samples.Tree(0, null, null);
    for (int i = 0; i < 600; i++) {
      deep = new Samples.Tree(i, deep, null);
    }
    Samples.Tree tooDeep = deep;
    assertThatThrownBy(() -> trees.write(tooDeep, new ByteOutput()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a value of type Samples.Tree contains itself more than 500 levels deep");
    ByteOutput out = new ByteOutput();
    for (int i = 0; i < 100_000; i++) {
      out.writeInt(i);
      out.writeByte(1);
    }
    assertThatThrownBy(() -> trees.read(new ByteInput(out.toByteArray())))
        .isInstanceOf(CorruptStateException.class)
        .hasMessage("a value of type Samples.Tree contains itself more than 500 levels deep");
  }

  @Test
  void a_damaged_value_of_another_library_is_found_by_its_checksum() {
    TypeSerializer<Samples.Opaque> opaque =
        TypeInformation.of(Samples.Opaque.class).createSerializer();
    byte[] bytes = RoundTripTest.bytes(opaque, Samples.opaque(new Random(1)));
    bytes[bytes.length / 2] ^= 1;
    assertThatThrownBy(() -> opaque.read(new ByteInput(bytes)))
        .isInstanceOf(CorruptStateException.class)
        .hasMessage("the checksum of a dev.weir.api.types.Samples$Opaque is wrong");
  }
}
