package dev.weir.api.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NumberSequenceSourceTest {

  private static List<Long> numbers(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  @Test
  void one_reader_emits_the_numbers_in_order() throws Exception {
    var driver = new SourceDriver<>(new NumberSequenceSource(-3, 5000), 1);
    driver.runToEnd();

    assertThat(driver.all()).isEqualTo(numbers(-3, 5000));
  }

  @Test
  void several_readers_share_the_numbers() throws Exception {
    var driver = new SourceDriver<>(new NumberSequenceSource(1, 100_000), 3);
    driver.runToEnd();

    assertThat(driver.all().stream().sorted().toList()).isEqualTo(numbers(1, 100_000));
    assertThat(driver.emitted).allSatisfy(part -> assertThat(part).isNotEmpty());
  }

  @Test
  void fewer_numbers_than_readers_end_all_readers() throws Exception {
    var driver = new SourceDriver<>(new NumberSequenceSource(7, 8), 5);
    driver.runToEnd();

    assertThat(driver.all()).containsExactlyInAnyOrder(7L, 8L);
  }

  @Test
  void a_poll_emits_a_bounded_number_of_records() throws Exception {
    var driver = new SourceDriver<>(new NumberSequenceSource(1, 100_000), 1);
    driver.poll(0);

    assertThat(driver.all()).hasSize(SourceReader.MAX_RECORDS_PER_POLL);
  }

  @Test
  void restores_in_the_middle_at_any_parallelism_lose_and_repeat_nothing() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    NumberSequenceSource source = new NumberSequenceSource(0, 20_000 + random.nextInt(20_000));
    List<Long> seen = new ArrayList<>();
    SourceDriver.Checkpoint checkpoint = null;
    for (int attempt = 0; attempt < 6; attempt++) {
      int parallelism = 1 + random.nextInt(5);
      var driver = new SourceDriver<>(source, parallelism, checkpoint);
      poll(driver, random, parallelism);
      checkpoint = driver.checkpoint(attempt);
      seen.addAll(driver.all());
      poll(driver, random, parallelism); // lost with the failure of this attempt
    }
    var last = new SourceDriver<>(source, 2, checkpoint);
    last.runToEnd();
    seen.addAll(last.all());

    assertThat(seen.stream().sorted().toList())
        .as("seed %d", seed)
        .isEqualTo(numbers(0, source.getTo()));
  }

  private static void poll(SourceDriver<Long, ?, ?> driver, Random random, int parallelism)
      throws Exception {
    int polls = random.nextInt(30);
    for (int i = 0; i < polls; i++) {
      int reader = random.nextInt(parallelism);
      if (driver.poll(reader) == InputStatus.END_OF_INPUT) {
        return;
      }
    }
  }

  @Test
  void a_snapshot_at_the_end_is_empty() throws Exception {
    var driver = new SourceDriver<>(new NumberSequenceSource(1, 10), 1);
    driver.runToEnd();

    assertThat(driver.reader(0).snapshotState(1)).isEmpty();
  }

  @Test
  void the_largest_sequences_can_be_divided() {
    List<NumberRange> all = NumberRanges.divide(Long.MIN_VALUE, Long.MAX_VALUE, 3);
    assertThat(all.get(0).next()).isEqualTo(Long.MIN_VALUE);
    assertThat(all.get(all.size() - 1).last()).isEqualTo(Long.MAX_VALUE);
    for (int i = 1; i < all.size(); i++) {
      assertThat(all.get(i).next()).isEqualTo(all.get(i - 1).last() + 1);
    }
  }

  @Test
  void the_last_long_is_emitted_once() throws Exception {
    var driver =
        new SourceDriver<>(new NumberSequenceSource(Long.MAX_VALUE - 1, Long.MAX_VALUE), 1);
    driver.runToEnd();

    assertThat(driver.all()).containsExactly(Long.MAX_VALUE - 1, Long.MAX_VALUE);
  }

  @Test
  void a_sequence_that_ends_before_it_begins_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NumberSequenceSource(2, 1))
        .withMessageContaining("2 to 1");
  }

  @Test
  void a_damaged_or_newer_split_is_refused() {
    NumberRangeSerializer serializer = new NumberRangeSerializer();
    assertThatThrownBy(() -> serializer.deserialize(1, new byte[] {1}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged");
    assertThatThrownBy(() -> serializer.deserialize(9, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 9, expected 1");
  }
}
