package dev.weir.runtime.windowing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.WindowedStream;
import dev.weir.api.windowing.assigners.EventTimeSessionWindows;
import dev.weir.api.windowing.assigners.GlobalWindows;
import dev.weir.api.windowing.assigners.ProcessingTimeSessionWindows;
import dev.weir.api.windowing.assigners.SlidingEventTimeWindows;
import dev.weir.api.windowing.assigners.SlidingProcessingTimeWindows;
import dev.weir.api.windowing.assigners.TumblingEventTimeWindows;
import dev.weir.api.windowing.assigners.TumblingProcessingTimeWindows;
import dev.weir.api.windowing.assigners.WindowStagger;
import dev.weir.api.windowing.triggers.CountTrigger;
import dev.weir.api.windowing.triggers.EventTimeTrigger;
import dev.weir.api.windowing.windows.TimeWindow;
import dev.weir.runtime.harness.HarnessMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which windows a record is in, and when those fire. */
final class WindowAssignmentTest {

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void tumbling_event_time_windows_hold_each_record_once(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode, in -> in.window(TumblingEventTimeWindows.of(ms(3))).process(new Contents<>()))) {
      windows.record(0, 1).record(2, 2).recordOf("b", 1, 3).record(3, 4).emitsNothing();
      windows.watermark(1).emitsNothing();
      windows.watermark(2).emits("a [0,3) [1, 2]@2", "b [0,3) [3]@2");
      windows.watermark(5).emits("a [3,6) [4]@5").holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void reduced_tumbling_windows_emit_what_their_records_reduce_to(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode, in -> in.window(TumblingEventTimeWindows.of(ms(3))).reduce(WindowConfig::add))) {
      windows.record(0, 1).record(2, 2).recordOf("b", 1, 3).record(3, 4).emitsNothing();
      windows
          .watermark(2)
          .emits("Reading[key=a, value=3, id=0]@2", "Reading[key=b, value=3, id=0]@2");
      windows.watermark(5).emits("Reading[key=a, value=4, id=0]@5").holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void windows_before_the_epoch_and_with_offsets_start_where_they_should(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(10), ms(-3))).process(new Contents<>()))) {
      windows.record(-14, 1).record(-13, 2).record(-4, 3).record(-3, 4).record(6, 5).record(7, 6);
      windows
          .watermark(Long.MAX_VALUE)
          .emitsInOrder(
              "a [-23,-13) [1]@-14", "a [-13,-3) [2, 3]@-4", "a [-3,7) [4, 5]@6", "a [7,17) [6]@16")
          .holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void sliding_event_time_windows_hold_a_record_in_each_window_that_covers_it(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in -> in.window(SlidingEventTimeWindows.of(ms(3), ms(1))).process(new Contents<>()))) {
      windows.record(2, 1).record(3, 2);
      windows
          .watermark(10)
          .emitsInOrder("a [0,3) [1]@2", "a [1,4) [1, 2]@3", "a [2,5) [1, 2]@4", "a [3,6) [2]@5")
          .holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void aggregated_sliding_windows_share_slices_without_a_difference(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in -> in.window(SlidingEventTimeWindows.of(ms(6), ms(4))).aggregate(new Tally()))) {
      windows.record(0, 1).record(3, 2).record(4, 4).record(9, 8).recordOf("b", 5, 16);
      windows.watermark(1).emits("1:1@1");
      windows.watermark(5).emits("3:7@5", "1:16@5");
      windows.watermark(100).emits("2:12@9", "1:16@9", "1:8@13").holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void slices_at_the_end_of_time_do_what_windows_do(HarnessMode mode) throws Exception {
    for (long allowed : new long[] {0, 3}) {
      assertThat(atTheEndOfTime(mode, allowed, windows -> windows))
          .as("sliced, with a lateness of " + allowed)
          .isNotEmpty()
          .isEqualTo(
              atTheEndOfTime(
                  mode,
                  allowed,
                  windows -> windows.trigger(new SameTrigger<>(EventTimeTrigger.create()))));
    }
  }

  private static List<String> atTheEndOfTime(
      HarnessMode mode,
      long allowed,
      UnaryOperator<WindowedStream<Reading, String, TimeWindow>> form)
      throws Exception {
    List<String> emitted = new ArrayList<>();
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                form.apply(
                        in.window(SlidingEventTimeWindows.of(ms(6), ms(4)))
                            .allowedLateness(ms(allowed)))
                    .aggregate(new Tally()))) {
      windows.record(Long.MAX_VALUE - 20, 1).record(Long.MAX_VALUE - 6, 2);
      windows.record(Long.MAX_VALUE - 1, 4).record(5, 8);
      emitted.addAll(windows.watermark(7).taken());
      emitted.addAll(windows.watermark(Long.MAX_VALUE - 10).taken());
      emitted.addAll(windows.record(Long.MAX_VALUE - 2, 16).taken());
      emitted.addAll(windows.watermark(Long.MAX_VALUE).taken());
      if (allowed == 0) {
        windows.holdsNothing();
      }
    }
    return emitted;
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void windows_that_are_apart_pass_over_what_lies_between_them(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(SlidingEventTimeWindows.of(ms(2), ms(5)))
                    .sideOutputLateData(WindowScenario.LATE)
                    .sum("value"))) {
      windows.record(0, 1).record(1, 2).record(2, 4).record(4, 8).record(5, 16);
      windows
          .watermark(20)
          .emitsInOrder("Reading[key=a, value=3, id=0]@1", "Reading[key=a, value=16, id=0]@6")
          .late()
          .holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void tumbling_processing_time_windows_go_by_the_clock(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in -> in.window(TumblingProcessingTimeWindows.of(ms(3))).process(new Contents<>()))) {
      windows.clock(3).record(Long.MAX_VALUE, 1).record(7000, 2).recordOf("b", 7000, 3);
      windows.clock(4).emitsNothing();
      windows.clock(6).emits("a [3,6) [1, 2]@5", "b [3,6) [3]@5");
      windows.record(0, 4).clock(9).emits("a [6,9) [4]@8").holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void sliding_processing_time_windows_go_by_the_clock(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(SlidingProcessingTimeWindows.of(ms(4), ms(2)))
                    .reduce(WindowConfig::add))) {
      windows.clock(1).record(0, 1).clock(2).emits("Reading[key=a, value=1, id=0]@1");
      windows.record(0, 2).clock(4).emits("Reading[key=a, value=3, id=0]@3");
      windows.clock(6).emits("Reading[key=a, value=2, id=0]@5");
      windows.clock(20).emitsNothing().holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void event_time_sessions_end_after_a_gap(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in -> in.window(EventTimeSessionWindows.withGap(ms(3))).process(new Contents<>()))) {
      windows.record(0, 1).record(2, 2).recordOf("b", 10, 3).record(6, 4).watermark(20);
      windows.emits("a [0,5) [1, 2]@4", "a [6,9) [4]@8", "b [10,13) [3]@12").holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void processing_time_sessions_end_after_a_gap(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(ProcessingTimeSessionWindows.withGap(ms(3))).reduce(WindowConfig::add))) {
      windows.clock(3).record(0, 1).clock(4).record(0, 2).clock(5).emitsNothing();
      windows.clock(6).emits("Reading[key=a, value=3, id=0]@6").holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void sessions_with_dynamic_gaps_last_as_long_as_their_records_say(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(EventTimeSessionWindows.withDynamicGap(Reading::value))
                    .process(new Contents<>()))) {
      windows.record(0, 2).record(2, 5).record(8, 1).watermark(20);
      windows.emitsInOrder("a [0,7) [2, 5]@6", "a [8,9) [1]@8").holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void count_windows_fire_and_forget(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(mode, in -> in.countWindow(3).process(new Contents<>()))) {
      windows.record(0, 1, 2).recordOf("b", 0, 9).emitsNothing();
      windows.record(0, 3).emits("a all [1, 2, 3]@" + Long.MAX_VALUE);
      windows.record(0, 4, 5, 6).emits("a all [4, 5, 6]@" + Long.MAX_VALUE);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void sliding_count_windows_keep_the_last_records(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(mode, in -> in.countWindow(3, 2).process(new Contents<>()))) {
      windows.record(0, 1, 2).emits("a all [1, 2]@" + Long.MAX_VALUE);
      windows.record(0, 3, 4).emits("a all [2, 3, 4]@" + Long.MAX_VALUE);
      windows.record(0, 5, 6).emits("a all [4, 5, 6]@" + Long.MAX_VALUE);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void global_windows_never_fire_by_themselves(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode, in -> in.window(GlobalWindows.create()).reduce(WindowConfig::add))) {
      windows.record(0, 1, 2).watermark(Long.MAX_VALUE).clock(1_000_000).emitsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void global_windows_may_fire_at_the_end_of_the_stream(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(GlobalWindows.createWithEndOfStreamTrigger())
                    .reduce(WindowConfig::add))) {
      windows.record(0, 1, 2).watermark(50).emitsNothing();
      windows.watermark(Long.MAX_VALUE).emits("Reading[key=a, value=3, id=0]@" + Long.MAX_VALUE);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_count_trigger_counts_each_window_of_each_key(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(3)))
                    .trigger(CountTrigger.of(2))
                    .process(new Contents<>()))) {
      windows.record(0, 1).record(3, 2).recordOf("b", 0, 3).emitsNothing();
      windows.record(1, 4).emits("a [0,3) [1, 4]@2");
      windows.record(1, 5).emitsNothing().record(1, 6).emits("a [0,3) [1, 4, 5, 6]@2");
      windows.watermark(10).emitsNothing().holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_record_without_a_timestamp_is_refused_by_event_time_windows(HarnessMode mode)
      throws Exception {
    for (boolean reduced : new boolean[] {false, true}) {
      try (var windows =
          new WindowScenario(
              mode,
              in ->
                  reduced
                      ? in.window(TumblingEventTimeWindows.of(ms(3))).sum("value")
                      : in.window(TumblingEventTimeWindows.of(ms(3))).process(new Contents<>()))) {
        assertThatThrownBy(() -> windows.harness().processElement(Reading.of("a", 1)))
            .hasMessageContaining("without a timestamp")
            .hasMessageContaining("assignTimestampsAndWatermarks");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_random_shift_of_windows_stays_for_good(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(
                        TumblingEventTimeWindows.of(
                            ms(1_000_000), Duration.ZERO, WindowStagger.RANDOM))
                    .trigger(CountTrigger.of(1))
                    .process(new Contents<>()))) {
      windows.record(5_000_000, 1);
      String first = WindowedProgram.taken(windows.harness()).get(0);
      windows.harness().snapshotAndRestore();
      windows.record(5_000_000, 2).emits(first.replace("[1]", "[1, 2]"));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void the_first_window_of_a_natural_shift_starts_with_the_first_record(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(
                        TumblingProcessingTimeWindows.of(
                            ms(100), Duration.ZERO, WindowStagger.NATURAL))
                    .process(new Contents<>()))) {
      windows.clock(534).record(0, 1).clock(560);
      windows.harness().restoreAt(600);
      windows.record(0, 2).clock(633).emits("a [534,634) [1, 2]@633");
      windows.clock(640).record(0, 3).clock(800).emits("a [634,734) [3]@733").holdsNothing();
    }
  }
}
