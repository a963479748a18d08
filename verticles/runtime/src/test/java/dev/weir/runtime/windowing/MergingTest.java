package dev.weir.runtime.windowing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.ExecutionConfig;
import dev.weir.api.windowing.assigners.EventTimeSessionWindows;
import dev.weir.api.windowing.assigners.MergingWindowAssigner;
import dev.weir.api.windowing.assigners.ProcessingTimeSessionWindows;
import dev.weir.api.windowing.evictors.TimeEvictor;
import dev.weir.api.windowing.triggers.CountTrigger;
import dev.weir.api.windowing.triggers.EventTimeTrigger;
import dev.weir.api.windowing.triggers.PurgingTrigger;
import dev.weir.api.windowing.triggers.Trigger;
import dev.weir.api.windowing.triggers.TriggerResult;
import dev.weir.api.windowing.windows.TimeWindow;
import dev.weir.runtime.harness.HarnessMode;
import dev.weir.state.spi.TypeSerializer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Windows that grow together. */
final class MergingTest {

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void sessions_that_touch_are_one(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in -> in.window(EventTimeSessionWindows.withGap(ms(3))).process(new Contents<>()))) {
      windows.record(0, 1).record(3, 2).record(7, 3).watermark(20);
      windows.emitsInOrder("a [0,6) [1, 2]@5", "a [7,10) [3]@9").holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_record_between_two_sessions_makes_them_one(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in -> in.window(EventTimeSessionWindows.withGap(ms(3))).process(new Contents<>()))) {
      windows.record(0, 1).record(5, 2).record(3, 3).watermark(6).emitsNothing();
      windows.watermark(7).emits("a [0,8) [1, 2, 3]@7").holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void reduced_sessions_merge_what_was_reduced(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode, in -> in.window(EventTimeSessionWindows.withGap(ms(3))).sum("value"))) {
      windows.record(0, 1).record(5, 2).record(3, 4).watermark(7);
      windows.emits("Reading[key=a, value=7, id=0]@7").holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void aggregated_sessions_merge_their_accumulators(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode, in -> in.window(EventTimeSessionWindows.withGap(ms(3))).aggregate(new Tally()))) {
      windows.record(0, 1).record(10, 2).record(5, 4).record(3, 8).record(8, 16).watermark(20);
      windows.emits("5:31@12").holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void evicting_sessions_merge_their_records(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(EventTimeSessionWindows.withGap(ms(3)))
                    .evictor(TimeEvictor.of(ms(4)))
                    .process(new Contents<>()))) {
      windows.record(0, 1).record(5, 2).record(3, 3).watermark(7);
      windows.emits("a [0,8) [2, 3]@7").holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_window_that_was_merged_away_does_not_fire(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in -> in.window(EventTimeSessionWindows.withGap(ms(3))).process(new Contents<>()))) {
      windows.record(0, 1).record(2, 2).watermark(2).emitsNothing().watermark(4);
      windows.emits("a [0,5) [1, 2]@4").holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void keys_do_not_share_sessions(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in -> in.window(EventTimeSessionWindows.withGap(ms(3))).process(new Contents<>()))) {
      windows.record(0, 1).recordOf("b", 1, 2).watermark(5);
      windows.emits("a [0,3) [1]@2", "b [1,4) [2]@3").holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void count_triggers_of_merged_sessions_add_up(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(EventTimeSessionWindows.withGap(ms(3)))
                    .trigger(CountTrigger.of(4))
                    .process(new Contents<>()))) {
      windows.record(0, 1).record(5, 2).emitsNothing().record(3, 3).emitsNothing();
      windows
          .record(4, 4)
          .emits("a [0,8) [1, 2, 3, 4]@7")
          .watermark(20)
          .emitsNothing()
          .holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void trigger_state_of_merged_sessions_is_merged_and_that_of_old_ones_cleared(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(EventTimeSessionWindows.withGap(ms(3)))
                    .trigger(CommandTrigger.onTimer(TriggerResult.FIRE))
                    .process(new Contents<>()))) {
      windows.record(0, CommandTrigger.COUNT).record(4, CommandTrigger.eventTimer(2));
      windows.emitsNothing().record(3, CommandTrigger.COUNT).emits("a [0,7) [-4, 1002, -4]@6");
      windows.watermark(2).emits("a [0,7) [-4, 1002, -4]@6").watermark(6);
      windows.emits("a [0,7) [-4, 1002, -4]@6").holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_session_that_was_purged_may_grow_and_fire_again(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(EventTimeSessionWindows.withGap(ms(3)))
                    .trigger(PurgingTrigger.of(EventTimeTrigger.create()))
                    .allowedLateness(ms(10))
                    .process(new Contents<>()))) {
      windows.record(0, 1).watermark(2).emits("a [0,3) [1]@2");
      windows.record(1, 2).emitsNothing().watermark(3).emits("a [0,4) [2]@3");
      windows.watermark(30).emitsNothing().holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void processing_time_sessions_merge_while_the_clock_goes_on(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(ProcessingTimeSessionWindows.withGap(ms(4))).process(new Contents<>()))) {
      windows.record(0, 1).clock(2).record(0, 2).clock(4).record(0, 3).clock(6).emitsNothing();
      windows.clock(8).emits("a [0,8) [1, 2, 3]@7").holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_session_that_ended_is_not_joined_by_a_later_one_beyond_its_lateness(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in -> in.window(EventTimeSessionWindows.withGap(ms(3))).process(new Contents<>()))) {
      windows.record(0, 1).watermark(2).emits("a [0,3) [1]@2").record(3, 2).watermark(5);
      windows.emits("a [3,6) [2]@5").holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void event_time_trigger_registers_a_timer_of_a_merged_window_only_if_it_has_not_ended(
      HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(EventTimeSessionWindows.withGap(ms(3)))
                    .allowedLateness(ms(20))
                    .process(new Contents<>()))) {
      windows.record(0, 1).watermark(2).emits("a [0,3) [1]@2");
      windows.record(1, 2).emitsNothing().watermark(3).emits("a [0,4) [1, 2]@3");
      windows.record(-1, 3).emits("a [-1,4) [1, 2, 3]@3").watermark(4).emitsNothing();
      windows.watermark(23).emitsNothing().holdsNothing();
    }
  }

  /** Windows of five milliseconds, which become empty where they meet. */
  private static final class Shrinking extends MergingWindowAssigner<Object, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void mergeWindows(Collection<TimeWindow> windows, MergeCallback<TimeWindow> callback) {
      if (windows.size() > 1) {
        callback.merge(windows, new TimeWindow(0, 1));
      }
    }

    @Override
    public Collection<TimeWindow> assignWindows(
        Object element, long timestamp, WindowAssignerContext context) {
      return List.of(new TimeWindow(timestamp, timestamp + 5));
    }

    @Override
    public Trigger<Object, TimeWindow> getDefaultTrigger() {
      return EventTimeTrigger.create();
    }

    @Override
    public TypeSerializer<TimeWindow> getWindowSerializer(ExecutionConfig executionConfig) {
      return EventTimeSessionWindows.withGap(ms(1)).getWindowSerializer(executionConfig);
    }

    @Override
    public boolean isEventTime() {
      return true;
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_merge_into_a_window_that_is_over_is_refused(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(mode, in -> in.window(new Shrinking()).process(new Contents<>()))) {
      windows.watermark(3).record(4, 1);
      assertThatThrownBy(() -> windows.record(6, 2))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("cannot become earlier by merging");
    }
  }
}
