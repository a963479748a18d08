package dev.weir.api.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.types.Samples.Sample;
import dev.weir.faults.fuzz.Fuzz;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.TypeSerializer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Values in state and on the wire that nobody wrote. */
final class SerializerFuzzTest {

  private static final int SOUND = 12;

  @Test
  void damaged_values_are_read_or_refused() {
    fuzzAll(1_000);
  }

  @Tag("long")
  @Test
  void millions_of_damaged_values_are_read_or_refused() {
    fuzzAll(40_000);
  }

  private static void fuzzAll(int inputs) {
    long seed = Fuzz.seed();
    long all = 0;
    for (Sample<?> sample : Samples.all()) {
      all += values(sample).run(seed, inputs).inputs();
      all += wire(sample).run(seed, inputs).inputs();
      all += schemas(sample).run(seed, inputs / 4).inputs();
    }
    System.out.printf("serializers: %d damaged inputs, -Dseed=%d%n", all, seed);
    assertThat(all).isGreaterThan(50L * inputs);
  }

  private static <T> Fuzz values(Sample<T> sample) {
    return fuzz("state of " + sample, sample, sample.type().createSerializer());
  }

  private static <T> Fuzz wire(Sample<T> sample) {
    return fuzz("wire of " + sample, sample, sample.type().createWireSerializer());
  }

  private static <T> Fuzz fuzz(String name, Sample<T> sample, TypeSerializer<T> serializer) {
    List<byte[]> sound = new ArrayList<>();
    for (int i = 0; i < SOUND; i++) {
      sound.add(RoundTripTest.bytes(serializer, sample.values().apply(new Random(i))));
    }
    return Fuzz.of(
        name, input -> serializer.read(new ByteInput(input)), sound, CorruptStateException.class);
  }

  /** What a snapshot says that it was written with. */
  private static Fuzz schemas(Sample<?> sample) {
    TypeSerializer<?> serializer = sample.type().createSerializer();
    List<byte[]> sound = new ArrayList<>();
    sound.add(serializer.schema().getBytes(StandardCharsets.UTF_8));
    for (Sample<?> other : Samples.all()) {
      sound.add(other.type().createSerializer().schema().getBytes(StandardCharsets.UTF_8));
    }
    return Fuzz.of(
        "schema for " + sample,
        input -> serializer.canRead(new String(input, StandardCharsets.UTF_8)),
        sound,
        CorruptStateException.class);
  }
}
