package dev.weir.runtime.windowing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.functions.AggregateFunction;
import dev.weir.api.windowing.assigners.SlidingEventTimeWindows;
import dev.weir.runtime.harness.HarnessMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Aggregate functions whose result is a part of the accumulator. */
final class AggregateResultTest {

  /** All values, in a list that is changed in place. */
  public static final class Values {
    public List<Long> list = new ArrayList<>();
  }

  private static final class Collecting implements AggregateFunction<Reading, Values, List<Long>> {
    @Override
    public Values createAccumulator() {
      return new Values();
    }

    @Override
    public Values add(Reading value, Values values) {
      values.list.add(value.value());
      return values;
    }

    @Override
    public List<Long> getResult(Values values) {
      return values.list;
    }

    @Override
    public Values merge(Values a, Values b) {
      a.list.addAll(b.list);
      return a;
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void what_was_emitted_does_not_change_when_more_comes(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(SlidingEventTimeWindows.of(Duration.ofMillis(4), Duration.ofMillis(2)))
                    .aggregate(new Collecting()))) {
      windows.record(2, 1).watermark(3).record(3, 2);
      assertThat(windows.harness().values()).containsExactly(List.of(1L));
    }
  }
}
