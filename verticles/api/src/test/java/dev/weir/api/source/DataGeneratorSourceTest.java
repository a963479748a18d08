package dev.weir.api.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.api.types.Types;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DataGeneratorSourceTest {

  @Test
  void records_are_made_of_the_numbers_from_zero() throws Exception {
    var driver = new SourceDriver<>(new DataGeneratorSource<>(n -> "r" + n, 1000, Types.STRING), 2);
    driver.runToEnd();

    assertThat(driver.all())
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 1000).mapToObj(n -> "r" + n).toList());
  }

  @Test
  void every_reader_has_a_generator_of_its_own_that_is_opened_and_closed() throws Exception {
    var driver = new SourceDriver<>(new DataGeneratorSource<>(new Counting(), 1000, Types.INT), 2);
    driver.runToEnd();
    driver.close();

    assertThat(driver.emitted)
        .allSatisfy(
            part -> {
              assertThat(part.get(0)).isEqualTo(1);
              assertThat(part.get(part.size() - 1)).isEqualTo(part.size());
            });
  }

  @Test
  void a_limit_per_checkpoint_holds_until_the_checkpoint_is_complete() throws Exception {
    var driver =
        new SourceDriver<>(
            new DataGeneratorSource<>(
                n -> n, 1000, RateLimiterStrategy.perCheckpoint(5), Types.LONG),
            1);

    assertThat(driver.poll(0)).isEqualTo(InputStatus.MORE_AVAILABLE);
    assertThat(driver.poll(0)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
    assertThat(driver.all()).containsExactly(0L, 1L, 2L, 3L, 4L);
    var available = driver.reader(0).isAvailable();
    assertThat(available).isNotDone();
    driver.reader(0).notifyCheckpointComplete(1);
    assertThat(available).isCompleted();
    driver.poll(0);
    assertThat(driver.all()).hasSize(10);
  }

  @Test
  void a_count_below_one_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataGeneratorSource<>(n -> n, 0, Types.LONG))
        .withMessageContaining("found 0");
  }

  private static final class Counting implements GeneratorFunction<Long, Integer> {
    private static final long serialVersionUID = 1L;
    private transient boolean open;
    private int count;

    @Override
    public void open(SourceReaderContext readerContext) {
      open = true;
    }

    @Override
    public Integer map(Long value) {
      assertThat(open).isTrue();
      return ++count;
    }
  }
}
