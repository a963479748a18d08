package dev.weir.runtime.windowing;

import dev.weir.api.types.TypeInformation;
import dev.weir.api.windowing.assigners.EventTimeSessionWindows;
import dev.weir.api.windowing.assigners.GlobalWindows;
import dev.weir.api.windowing.assigners.SlidingEventTimeWindows;
import dev.weir.api.windowing.assigners.TumblingEventTimeWindows;
import dev.weir.api.windowing.assigners.TumblingProcessingTimeWindows;
import dev.weir.api.windowing.triggers.ContinuousEventTimeTrigger;
import dev.weir.api.windowing.triggers.ContinuousProcessingTimeTrigger;
import dev.weir.api.windowing.triggers.CountTrigger;
import dev.weir.api.windowing.triggers.DeltaTrigger;
import dev.weir.api.windowing.triggers.EventTimeTrigger;
import dev.weir.api.windowing.triggers.ProcessingTimeTrigger;
import dev.weir.api.windowing.triggers.ProcessingTimeoutTrigger;
import dev.weir.api.windowing.triggers.PurgingTrigger;
import dev.weir.api.windowing.triggers.TriggerResult;
import dev.weir.runtime.harness.HarnessMode;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator does with what a trigger says, and when it asks. */
final class TriggerContractTest {

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void continue_emits_nothing_and_keeps_the_contents(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(5)))
                    .trigger(CommandTrigger.onTimer(TriggerResult.CONTINUE))
                    .process(new Contents<>()))) {
      windows.record(1, 1).emitsNothing().record(1, CommandTrigger.FIRE);
      windows.emits("a [0,5) [1, -1]@4");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void fire_emits_the_whole_contents_and_keeps_them(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(5)))
                    .trigger(CommandTrigger.onTimer(TriggerResult.CONTINUE))
                    .process(new Contents<>()))) {
      windows.record(1, CommandTrigger.FIRE).emits("a [0,5) [-1]@4");
      windows.record(1, CommandTrigger.FIRE).emits("a [0,5) [-1, -1]@4");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void fire_and_purge_emits_the_contents_and_forgets_them(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(5)))
                    .trigger(CommandTrigger.onTimer(TriggerResult.CONTINUE))
                    .process(new Contents<>()))) {
      windows.record(1, CommandTrigger.FIRE_AND_PURGE).emits("a [0,5) [-2]@4");
      windows.record(1, CommandTrigger.FIRE).emits("a [0,5) [-1]@4");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void purge_forgets_the_contents_and_emits_nothing(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(5)))
                    .trigger(CommandTrigger.onTimer(TriggerResult.CONTINUE))
                    .process(new Contents<>()))) {
      windows.record(1, 7, CommandTrigger.PURGE).emitsNothing();
      windows.record(1, CommandTrigger.FIRE).emits("a [0,5) [-1]@4");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void purge_leaves_the_state_of_the_trigger(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(5)))
                    .trigger(CommandTrigger.onTimer(TriggerResult.CONTINUE))
                    .process(new Contents<>()))) {
      windows.record(1, CommandTrigger.COUNT, CommandTrigger.PURGE, CommandTrigger.COUNT);
      windows.emits("a [0,5) [-4]@4");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void each_window_of_a_record_is_asked_and_acted_upon(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(SlidingEventTimeWindows.of(ms(4), ms(2)))
                    .trigger(CommandTrigger.onTimer(TriggerResult.CONTINUE))
                    .process(new Contents<>()))) {
      windows.record(2, CommandTrigger.FIRE).emitsInOrder("a [2,6) [-1]@5", "a [0,4) [-1]@3");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void an_event_timer_of_the_trigger_fires(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(5)))
                    .trigger(CommandTrigger.onTimer(TriggerResult.FIRE))
                    .process(new Contents<>()))) {
      windows.record(1, CommandTrigger.eventTimer(3)).watermark(2).emitsNothing();
      windows.watermark(3).emits("a [0,5) [1003]@4");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void an_event_timer_may_purge(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(5)))
                    .trigger(CommandTrigger.onTimer(TriggerResult.FIRE_AND_PURGE))
                    .process(new Contents<>()))) {
      windows.record(1, CommandTrigger.eventTimer(2)).watermark(2).emits("a [0,5) [1002]@4");
      windows.record(3, CommandTrigger.FIRE).emits("a [0,5) [-1]@4");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_processing_timer_of_the_trigger_fires_in_event_time_windows(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(5)))
                    .trigger(CommandTrigger.onTimer(TriggerResult.FIRE))
                    .process(new Contents<>()))) {
      windows.record(1, CommandTrigger.processingTimer(30)).clock(29).emitsNothing();
      windows.clock(30).emits("a [0,5) [2030]@4");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void an_event_timer_of_the_trigger_fires_in_processing_time_windows(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingProcessingTimeWindows.of(ms(50)))
                    .trigger(CommandTrigger.onTimer(TriggerResult.FIRE))
                    .process(new Contents<>()))) {
      windows.record(1, CommandTrigger.eventTimer(3)).watermark(3).emits("a [0,50) [1003]@49");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_timer_that_the_trigger_deleted_does_not_fire(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(5)))
                    .trigger(CommandTrigger.onTimer(TriggerResult.FIRE))
                    .process(new Contents<>()))) {
      windows.record(1, CommandTrigger.eventTimer(3), CommandTrigger.deleteEventTimer(3));
      windows.record(1, CommandTrigger.processingTimer(3));
      windows
          .record(1, CommandTrigger.deleteProcessingTimer(3))
          .watermark(3)
          .clock(3)
          .emitsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_trigger_timer_and_the_cleanup_of_the_same_time_both_act(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(5)))
                    .trigger(CommandTrigger.onTimer(TriggerResult.FIRE))
                    .process(new Contents<>()))) {
      windows.record(1, CommandTrigger.eventTimer(4)).watermark(4).emits("a [0,5) [1004]@4");
      windows.holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_trigger_timer_and_the_cleanup_of_the_same_time_both_act_in_processing_time(
      HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingProcessingTimeWindows.of(ms(50)))
                    .trigger(CommandTrigger.onTimer(TriggerResult.FIRE))
                    .process(new Contents<>()))) {
      windows.record(1, CommandTrigger.processingTimer(49)).clock(49).emits("a [0,50) [2049]@49");
      windows.holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void the_trigger_is_cleared_when_the_window_is_cleaned_up(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(5)))
                    .trigger(CommandTrigger.onTimer(TriggerResult.CONTINUE))
                    .process(new Contents<>()))) {
      windows.record(1, CommandTrigger.COUNT).watermark(4).emitsNothing().holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_timer_left_behind_for_a_window_that_was_cleaned_up_emits_nothing(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(5)))
                    .trigger(CommandTrigger.onTimer(TriggerResult.FIRE))
                    .process(new Contents<>()))) {
      windows.record(1, CommandTrigger.processingTimer(9)).watermark(4);
      windows.emits("a [0,5) [2009]@4").clock(9).emitsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void a_timer_fires_for_its_own_key_and_window(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(5)))
                    .trigger(CommandTrigger.onTimer(TriggerResult.FIRE))
                    .process(new Contents<>()))) {
      windows.record(1, CommandTrigger.eventTimer(3)).recordOf("b", 1, 8).record(6, 9);
      windows.watermark(3).emits("a [0,5) [1003]@4");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void purged_windows_do_not_fire(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(5)))
                    .trigger(CommandTrigger.onTimer(TriggerResult.FIRE))
                    .process(new Contents<>()))) {
      windows.record(1, CommandTrigger.eventTimer(3), CommandTrigger.PURGE).watermark(3);
      windows.emitsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void event_time_trigger_fires_once_for_each_late_record(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(5)))
                    .trigger(EventTimeTrigger.create())
                    .allowedLateness(ms(5))
                    .process(new Contents<>()))) {
      windows
          .watermark(4)
          .record(1, 1)
          .emits("a [0,5) [1]@4")
          .record(1, 2)
          .emits("a [0,5) [1, 2]@4");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void processing_time_trigger_fires_at_the_end_of_the_window(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingProcessingTimeWindows.of(ms(5)))
                    .trigger(ProcessingTimeTrigger.create())
                    .process(new Contents<>()))) {
      windows.record(1, 1).clock(3).emitsNothing().clock(4).emits("a [0,5) [1]@4").holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void purging_trigger_forgets_where_its_trigger_fires(HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(GlobalWindows.create())
                    .trigger(PurgingTrigger.of(CountTrigger.of(2)))
                    .process(new Contents<>()))) {
      windows.record(1, 1, 2).emits("a all [1, 2]@" + Long.MAX_VALUE);
      windows.record(1, 3, 4).emits("a all [3, 4]@" + Long.MAX_VALUE);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void continuous_event_time_trigger_fires_at_multiples_of_its_interval_and_at_the_end(
      HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(10)))
                    .trigger(ContinuousEventTimeTrigger.of(ms(4)))
                    .process(new Contents<>()))) {
      windows.record(1, 1).watermark(3).emitsNothing().watermark(4).emits("a [0,10) [1]@9");
      windows.record(5, 2).watermark(8).emits("a [0,10) [1, 2]@9");
      windows.watermark(9).emits("a [0,10) [1, 2]@9").holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void continuous_event_time_triggers_of_merged_sessions_fire_at_the_earliest_time(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(EventTimeSessionWindows.withGap(ms(6)))
                    .trigger(ContinuousEventTimeTrigger.of(ms(5)))
                    .process(new Contents<>()))) {
      windows.record(1, 1).record(8, 2).record(6, 3).emitsNothing();
      windows.watermark(5).emits("a [1,14) [1, 2, 3]@13");
      windows
          .watermark(10)
          .emits("a [1,14) [1, 2, 3]@13")
          .watermark(13)
          .emits("a [1,14) [1, 2, 3]@13");
      windows.holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void continuous_processing_time_trigger_fires_at_multiples_of_its_interval(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(GlobalWindows.create())
                    .trigger(ContinuousProcessingTimeTrigger.of(ms(5)))
                    .process(new Contents<>()))) {
      windows
          .clock(3)
          .record(1, 1)
          .clock(4)
          .emitsNothing()
          .clock(5)
          .emits("a all [1]@" + Long.MAX_VALUE);
      windows.record(1, 2).clock(10).emits("a all [1, 2]@" + Long.MAX_VALUE);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void continuous_processing_time_trigger_goes_on_after_the_end_of_an_event_time_window(
      HarnessMode mode) throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(TumblingEventTimeWindows.of(ms(5)))
                    .trigger(ContinuousProcessingTimeTrigger.of(ms(10)))
                    .process(new Contents<>()))) {
      windows.clock(101).record(1, 1).clock(110).emits("a [0,5) [1]@4");
      windows.clock(120).emits("a [0,5) [1]@4").watermark(4).emitsNothing().holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void delta_trigger_fires_when_the_difference_exceeds_the_threshold(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(GlobalWindows.create())
                    .trigger(
                        DeltaTrigger.of(
                            5,
                            (Reading before, Reading now) -> now.value() - before.value(),
                            TypeInformation.of(Reading.class)))
                    .process(new Contents<>()))) {
      windows
          .record(1, 1, 6)
          .emitsNothing()
          .record(1, 7)
          .emits("a all [1, 6, 7]@" + Long.MAX_VALUE);
      windows
          .record(1, 12)
          .emitsNothing()
          .record(1, 13)
          .emits("a all [1, 6, 7, 12, 13]@" + Long.MAX_VALUE);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void processing_timeout_trigger_fires_when_its_trigger_has_not(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(GlobalWindows.create())
                    .trigger(ProcessingTimeoutTrigger.of(CountTrigger.of(3), ms(10)))
                    .process(new Contents<>()))) {
      windows.record(1, 1).clock(9).emitsNothing().clock(10).emits("a all [1]@" + Long.MAX_VALUE);
      windows
          .record(1, 2, 3)
          .emitsNothing()
          .record(1, 4)
          .emits("a all [1, 2, 3, 4]@" + Long.MAX_VALUE);
      windows.clock(60).emitsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weir.runtime.harness.HarnessMode#all")
  void processing_timeout_trigger_may_begin_anew_with_each_record(HarnessMode mode)
      throws Exception {
    try (var windows =
        new WindowScenario(
            mode,
            in ->
                in.window(GlobalWindows.create())
                    .trigger(ProcessingTimeoutTrigger.of(CountTrigger.of(9), ms(10), true, true))
                    .process(new Contents<>()))) {
      windows.record(1, 1).clock(6).record(1, 2).clock(10).emitsNothing();
      windows.clock(16).emits("a all [1, 2]@" + Long.MAX_VALUE);
    }
  }
}
