package dev.weir.faults.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** It finds what it is there to find. */
final class FuzzTest {

  private static final List<byte[]> SEEDS = List.of(new byte[] {0, 0, 0, 2, 7, 7});
  private static final byte[][] KEPT = new byte[1][];

  @Test
  void one_seed_gives_the_same_inputs_always() {
    for (long seed = 0; seed < 500; seed++) {
      assertThat(new Mutator(SEEDS, new Random(seed)).next())
          .isEqualTo(new Mutator(SEEDS, new Random(seed)).next());
    }
  }

  @Test
  void what_is_read_and_what_is_refused_is_counted() {
    Fuzz.Report report = fuzz(FuzzTest::sound).run(1, 5_000);

    assertThat(report.inputs()).isEqualTo(5_000);
    assertThat(report.read()).isPositive();
    assertThat(report.refused()).isPositive();
  }

  private static void sound(byte[] input) {
    if (input.length < 4) {
      throw new IllegalArgumentException("too short: " + input.length);
    }
    int length = ByteBuffer.wrap(input).getInt();
    if (length < 0 || length > input.length - 4) {
      throw new IllegalArgumentException("no such length: " + length);
    }
  }

  @Test
  void an_exception_that_was_not_declared_is_found() {
    assertThatThrownBy(() -> fuzz(input -> ByteBuffer.wrap(input, 4, 2).get()).run(1, 5_000))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("a test", "-Dseed=1", "IndexOutOfBounds", "base 64");
  }

  @Test
  void memory_for_a_length_that_cannot_be_is_found() {
    assertThatThrownBy(
            () ->
                fuzz(input -> {
                      int length = input.length < 4 ? 0 : ByteBuffer.wrap(input).getInt();
                      KEPT[0] = new byte[Math.max(0, Math.min(length, 1 << 26))];
                    })
                    .run(1, 5_000))
        .hasMessageContaining("allocated");
  }

  @Test
  void a_reader_that_does_not_end_is_found() {
    Fuzz fuzz =
        new Fuzz(
            "a test",
            input -> {
              while (input.length < 4 || input[3] != 2) {
                Thread.onSpinWait();
              }
            },
            SEEDS,
            List.of(),
            "",
            1 << 20,
            0,
            Duration.ofMillis(200));

    assertThatThrownBy(() -> fuzz.run(1, 5_000)).hasMessageContaining("does not come to an end");
  }

  @Test
  void an_end_of_the_stack_is_found() {
    assertThatThrownBy(() -> fuzz(input -> descend(input, 0)).run(1, 50_000))
        .hasMessageContaining("StackOverflowError");
  }

  private static int descend(byte[] input, int at) {
    return at < input.length
        ? 1 + descend(input, at + 1) + new String(input, at, 1, UTF_8).length()
        : 0;
  }

  @Test
  void a_message_that_says_nothing_is_found() {
    assertThatThrownBy(
            () ->
                fuzz(input -> {
                      if (input.length != 6) {
                        throw new IllegalArgumentException();
                      }
                    })
                    .run(1, 5_000))
        .hasMessageContaining("says too little");
  }

  private static Fuzz fuzz(Fuzz.Reader reader) {
    return Fuzz.of("a test", reader, SEEDS, IllegalArgumentException.class);
  }
}
