package dev.weir.runtime.windowing;

import dev.weir.api.ExecutionConfig;
import dev.weir.api.windowing.assigners.EventTimeSessionWindows;
import dev.weir.api.windowing.assigners.GlobalWindows;
import dev.weir.api.windowing.assigners.SlidingEventTimeWindows;
import dev.weir.api.windowing.assigners.TumblingEventTimeWindows;
import dev.weir.api.windowing.assigners.TumblingProcessingTimeWindows;
import dev.weir.api.windowing.assigners.WindowAssigner;
import dev.weir.api.windowing.triggers.CountTrigger;
import dev.weir.api.windowing.triggers.EventTimeTrigger;
import dev.weir.api.windowing.triggers.PurgingTrigger;
import dev.weir.api.windowing.triggers.Trigger;
import dev.weir.api.windowing.windows.TimeWindow;
import dev.weir.runtime.harness.HarnessMode;
import dev.weir.state.spi.TypeSerializer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is late, what happens to it, and how long windows are kept. */
final class LatenessTest {

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_late_record_goes_to_the_side_output(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(3)))
                    .allowedLateness(ms(0))
                    .sideOutputLateData(WindowScenario.LATE)
                    .process(new Contents<>()))) {
      windows.record(1, 1).watermark(2).emits("a [0,3) [1]@2");
      windows.record(1, 2).record(2, 3).emitsNothing().late(2L, 3L);
      windows.record(3, 4).watermark(5).emits("a [3,6) [4]@5").holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_late_record_of_sliced_windows_goes_to_the_side_output(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(3)))
                    .allowedLateness(ms(0))
                    .sideOutputLateData(WindowScenario.LATE)
                    .sum("value"))) {
      windows.record(1, 1).watermark(2).emits("Reading[key=a, value=1, id=0]@2");
      windows.record(1, 2).record(2, 3).emitsNothing().late(2L, 3L).holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_record_within_the_allowed_lateness_makes_its_window_fire_again(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(3)))
                    .allowedLateness(ms(4))
                    .sideOutputLateData(WindowScenario.LATE)
                    .process(new Contents<>()))) {
      windows.record(1, 1).watermark(2).emits("a [0,3) [1]@2");
      windows.record(0, 2).emits("a [0,3) [1, 2]@2").record(2, 3).emits("a [0,3) [1, 2, 3]@2");
      windows.watermark(5).record(1, 4).emits("a [0,3) [1, 2, 3, 4]@2").late();
      windows.watermark(6).holdsNothing().record(1, 5).emitsNothing().late(5L);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_late_record_makes_sliced_windows_fire_again(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(3)))
                    .allowedLateness(ms(4))
                    .sideOutputLateData(WindowScenario.LATE)
                    .aggregate(new Tally()))) {
      windows.record(1, 1).watermark(2).emits("1:1@2");
      windows.record(0, 2).emits("2:3@2").record(2, 3).emits("3:6@2");
      windows.watermark(5).record(1, 4).emits("4:10@2").late();
      windows.watermark(6).holdsNothing().record(1, 5).emitsNothing().late(5L);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_first_record_that_is_late_but_allowed_fires_at_once(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(3)))
                    .allowedLateness(ms(4))
                    .sideOutputLateData(WindowScenario.LATE)
                    .aggregate(new Tally()))) {
      windows.watermark(4).record(1, 7).emits("1:7@2").watermark(5).emitsNothing();
      windows.watermark(6).holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void of_sliding_windows_only_those_that_are_not_late_take_a_record(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(SlidingEventTimeWindows.of(ms(4), ms(2)))
                    .allowedLateness(ms(0))
                    .sideOutputLateData(WindowScenario.LATE)
                    .process(new Contents<>()))) {
      windows.watermark(3).record(2, 1).emitsNothing().late();
      windows.watermark(5).emits("a [2,6) [1]@5").record(3, 2).late(2L).holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void of_sliced_sliding_windows_only_those_that_are_not_late_take_a_record(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(SlidingEventTimeWindows.of(ms(4), ms(2)))
                    .allowedLateness(ms(0))
                    .sideOutputLateData(WindowScenario.LATE)
                    .aggregate(new Tally()))) {
      windows.watermark(3).record(2, 1).emitsNothing().late();
      windows.watermark(5).emits("1:1@5").record(3, 2).late(2L).holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void sliding_windows_that_ended_fire_the_latest_first_when_a_late_record_comes(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(SlidingEventTimeWindows.of(ms(4), ms(2)))
                    .allowedLateness(ms(10))
                    .sideOutputLateData(WindowScenario.LATE)
                    .aggregate(new Tally()))) {
      windows.record(2, 1).watermark(5).emitsInOrder("1:1@3", "1:1@5");
      windows.record(3, 2).emitsInOrder("2:3@5", "2:3@3");
      windows.watermark(15).record(3, 4).late(4L).holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void the_state_of_a_window_stays_until_its_cleanup_time(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(3)))
                    .allowedLateness(ms(3))
                    .sideOutputLateData(WindowScenario.LATE)
                    .trigger(PurgingTrigger.of(EventTimeTrigger.create()))
                    .process(new Contents<>()))) {
      windows.record(1, 1).watermark(2).emits("a [0,3) [1]@2");
      windows.record(1, 2).emits("a [0,3) [2]@2").watermark(5).holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_purged_window_does_not_fire_at_its_cleanup_time(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(3)))
                    .allowedLateness(ms(3))
                    .sideOutputLateData(WindowScenario.LATE)
                    .trigger(PurgingTrigger.of(EventTimeTrigger.create()))
                    .process(new Contents<>()))) {
      windows.record(1, 1).watermark(2).emits("a [0,3) [1]@2").watermark(5).emitsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_window_whose_cleanup_time_overflows_is_never_cleaned_up(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(3)))
                    .allowedLateness(Duration.ofMillis(Long.MAX_VALUE))
                    .process(new Contents<>()))) {
      windows.record(1, 1).watermark(2).emits("a [0,3) [1]@2");
      windows.watermark(Long.MAX_VALUE - 1).emitsNothing().record(1, 2).emits("a [0,3) [1, 2]@2");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_sliced_window_whose_cleanup_time_overflows_is_never_cleaned_up(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(3)))
                    .allowedLateness(Duration.ofMillis(Long.MAX_VALUE))
                    .sum("value"))) {
      windows.record(1, 1).watermark(2).emits("Reading[key=a, value=1, id=0]@2");
      windows.watermark(Long.MAX_VALUE - 1).emitsNothing();
      windows.record(1, 2).emits("Reading[key=a, value=3, id=0]@2");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void lateness_is_ignored_in_processing_time(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingProcessingTimeWindows.of(ms(4)))
                    .allowedLateness(ms(50))
                    .sideOutputLateData(WindowScenario.LATE)
                    .process(new Contents<>()))) {
      windows.watermark(100).record(1, 1).clock(4).emits("a [0,4) [1]@3").holdsNothing().late();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_session_that_is_late_is_dropped(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(EventTimeSessionWindows.withGap(ms(3)))
                    .allowedLateness(ms(0))
                    .sideOutputLateData(WindowScenario.LATE)
                    .process(new Contents<>()))) {
      windows.record(0, 1).watermark(10).emits("a [0,3) [1]@2").record(1, 2).emitsNothing();
      windows.late(2L).holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_late_record_that_merges_into_a_session_that_is_not_late_is_kept(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(EventTimeSessionWindows.withGap(ms(3)))
                    .allowedLateness(ms(0))
                    .sideOutputLateData(WindowScenario.LATE)
                    .process(new Contents<>()))) {
      windows.record(5, 1).watermark(4).record(2, 2).emitsNothing().late();
      windows.watermark(7).emits("a [2,8) [1, 2]@7").holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_late_record_within_the_lateness_of_a_session_makes_it_fire_again(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(EventTimeSessionWindows.withGap(ms(3)))
                    .allowedLateness(ms(10))
                    .sideOutputLateData(WindowScenario.LATE)
                    .process(new Contents<>()))) {
      windows.record(0, 1).watermark(4).emits("a [0,3) [1]@2");
      windows.record(1, 2).emits("a [0,4) [1, 2]@3").watermark(12).emitsNothing();
      windows.watermark(13).holdsNothing().late();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void late_records_are_kept_by_a_session_whose_trigger_counts(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(EventTimeSessionWindows.withGap(ms(3)))
                    .trigger(CountTrigger.of(2))
                    .allowedLateness(ms(10))
                    .sideOutputLateData(WindowScenario.LATE)
                    .process(new Contents<>()))) {
      windows.record(0, 1).watermark(4).record(2, 2).emits("a [0,5) [1, 2]@4");
      windows.watermark(20).emitsNothing().holdsNothing();
    }
  }

  /** A window that is long over when its record comes. */
  private static final class Before extends WindowAssigner<Object, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public Collection<TimeWindow> assignWindows(
        Object element, long timestamp, WindowAssignerContext context) {
      return List.of(new TimeWindow(timestamp - 10, timestamp - 5));
    }

    @Override
    public Trigger<Object, TimeWindow> getDefaultTrigger() {
      return EventTimeTrigger.create();
    }

    @Override
    public TypeSerializer<TimeWindow> getWindowSerializer(ExecutionConfig executionConfig) {
      return TumblingEventTimeWindows.of(ms(1)).getWindowSerializer(executionConfig);
    }

    @Override
    public boolean isEventTime() {
      return true;
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_record_that_is_not_late_itself_is_no_late_data_although_its_window_is(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(new Before())
                    .sideOutputLateData(WindowScenario.LATE)
                    .process(new Contents<>()))) {
      windows.watermark(6).record(10, 1).late().record(6, 2).late(2L).emitsNothing();
      windows.watermark(100).emitsNothing().holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_global_window_is_never_late_and_never_cleaned_up(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(GlobalWindows.create())
                    .trigger(CountTrigger.of(2))
                    .sideOutputLateData(WindowScenario.LATE)
                    .process(new Contents<>()))) {
      windows.record(0, 1).watermark(Long.MAX_VALUE - 1).clock(1_000_000).emitsNothing();
      windows.record(0, 2).emits("a all [1, 2]@" + Long.MAX_VALUE).late();
    }
  }
}
