package dev.weir.runtime.windowing;

import dev.weir.api.windowing.assigners.GlobalWindows;
import dev.weir.api.windowing.assigners.TumblingEventTimeWindows;
import dev.weir.api.windowing.evictors.CountEvictor;
import dev.weir.api.windowing.evictors.DeltaEvictor;
import dev.weir.api.windowing.evictors.Evictor;
import dev.weir.api.windowing.evictors.TimeEvictor;
import dev.weir.api.windowing.evictors.TimestampedValue;
import dev.weir.api.windowing.triggers.CountTrigger;
import dev.weir.api.windowing.windows.GlobalWindow;
import dev.weir.runtime.harness.HarnessMode;
import java.time.Duration;
import java.util.Iterator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What evictors take out of windows. */
final class EvictorTest {

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void count_evictor_keeps_the_last_records(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(GlobalWindows.create())
                    .trigger(CountTrigger.of(2))
                    .evictor(CountEvictor.of(3))
                    .process(new Contents<>()))) {
      windows
          .record(0, 1, 2)
          .emits("a all [1, 2]@" + Long.MAX_VALUE)
          .record(0, 3, 4)
          .emits("a all [2, 3, 4]@" + Long.MAX_VALUE);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void count_evictor_after_the_function_shows_it_all_first(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(GlobalWindows.create())
                    .trigger(CountTrigger.of(2))
                    .evictor(CountEvictor.of(1, true))
                    .process(new Contents<>()))) {
      windows
          .record(0, 1, 2)
          .emits("a all [1, 2]@" + Long.MAX_VALUE)
          .record(0, 3, 4)
          .emits("a all [2, 3, 4]@" + Long.MAX_VALUE);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void what_was_evicted_does_not_come_back(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(3)))
                    .trigger(CountTrigger.of(2))
                    .evictor(CountEvictor.of(1))
                    .process(new Contents<>()))) {
      windows.record(0, 1, 2).emits("a [0,3) [2]@2").record(0, 3, 4).emits("a [0,3) [4]@2");
      windows.watermark(2).emitsNothing().holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void time_evictor_keeps_what_is_younger_than_its_time(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(GlobalWindows.create())
                    .trigger(CountTrigger.of(3))
                    .evictor(TimeEvictor.of(ms(5)))
                    .process(new Contents<>()))) {
      windows.record(1, 1).record(5, 2).record(6, 3).emits("a all [2, 3]@" + Long.MAX_VALUE);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void time_evictor_after_the_function_shows_it_all_first(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(GlobalWindows.create())
                    .trigger(CountTrigger.of(2))
                    .evictor(TimeEvictor.of(ms(5), true))
                    .process(new Contents<>()))) {
      windows.record(1, 1).record(6, 2).emits("a all [1, 2]@" + Long.MAX_VALUE);
      windows.record(7, 3).record(8, 4).emits("a all [2, 3, 4]@" + Long.MAX_VALUE);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void delta_evictor_keeps_what_is_near_to_the_last_record(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(GlobalWindows.create())
                    .trigger(CountTrigger.of(3))
                    .evictor(
                        DeltaEvictor.of(
                            5, (Reading one, Reading last) -> last.value() - one.value()))
                    .process(new Contents<>()))) {
      windows.record(0, 1, 3, 6).emits("a all [3, 6]@" + Long.MAX_VALUE);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void delta_evictor_after_the_function_shows_it_all_first(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(GlobalWindows.create())
                    .trigger(CountTrigger.of(2))
                    .evictor(
                        DeltaEvictor.of(
                            5, (Reading one, Reading last) -> last.value() - one.value(), true))
                    .process(new Contents<>()))) {
      windows
          .record(0, 1, 6)
          .emits("a all [1, 6]@" + Long.MAX_VALUE)
          .record(0, 7, 8)
          .emits("a all [6, 7, 8]@" + Long.MAX_VALUE);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void with_an_evictor_records_are_reduced_when_the_window_fires(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(GlobalWindows.create())
                    .trigger(CountTrigger.of(2))
                    .evictor(CountEvictor.of(3))
                    .reduce(WindowConfig::add))) {
      windows.record(0, 1, 2).emits("Reading[key=a, value=3, id=0]@" + Long.MAX_VALUE);
      windows.record(0, 4, 8).emits("Reading[key=a, value=14, id=0]@" + Long.MAX_VALUE);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void with_an_evictor_records_are_aggregated_when_the_window_fires(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(GlobalWindows.create())
                    .trigger(CountTrigger.of(2))
                    .evictor(CountEvictor.of(3))
                    .aggregate(new Tally()))) {
      windows
          .record(0, 1, 2)
          .emits("2:3@" + Long.MAX_VALUE)
          .record(0, 4, 8)
          .emits("3:14@" + Long.MAX_VALUE);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_window_of_which_all_was_evicted_reduces_to_nothing(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(GlobalWindows.create())
                    .trigger(CountTrigger.of(2))
                    .evictor(CountEvictor.of(0))
                    .sum("value"))) {
      windows.record(0, 1, 2).emitsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void time_evictor_evicts_nothing_where_records_have_no_timestamps(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(GlobalWindows.create())
                    .trigger(CountTrigger.of(3))
                    .evictor(TimeEvictor.of(ms(1)))
                    .process(new Contents<>()))) {
      for (long value = 1; value <= 3; value++) {
        windows.harness().processElement(Reading.of("a", value));
      }
      windows.emits("a all [1, 2, 3]@" + Long.MAX_VALUE);
    }
  }

  /** Takes out the first record that is even before the function, the first odd one after it. */
  private static final class EvenThenOdd implements Evictor<Reading, GlobalWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void evictBefore(
        Iterable<TimestampedValue<Reading>> elements,
        int size,
        GlobalWindow window,
        EvictorContext evictorContext) {
      removeFirst(elements, 0);
    }

    @Override
    public void evictAfter(
        Iterable<TimestampedValue<Reading>> elements,
        int size,
        GlobalWindow window,
        EvictorContext evictorContext) {
      removeFirst(elements, 1);
    }

    private static void removeFirst(Iterable<TimestampedValue<Reading>> elements, long parity) {
      Iterator<TimestampedValue<Reading>> each = elements.iterator();
      while (each.hasNext()) {
        if (each.next().getValue().value() % 2 == parity) {
          each.remove();
          return;
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void an_evictor_is_asked_before_and_after_the_function(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(GlobalWindows.create())
                    .trigger(CountTrigger.of(4))
                    .evictor(new EvenThenOdd())
                    .process(new Contents<>()))) {
      windows.record(0, 1, 2, 3, 4).emits("a all [1, 3, 4]@" + Long.MAX_VALUE);
      windows.record(0, 5, 6, 7, 8).emits("a all [3, 5, 6, 7, 8]@" + Long.MAX_VALUE);
    }
  }
}
