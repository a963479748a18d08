package dev.weir.runtime.windowing;

import dev.weir.api.KeyedStream;
import dev.weir.api.WindowedStream;
import dev.weir.api.windowing.assigners.SlidingEventTimeWindows;
import dev.weir.api.windowing.assigners.TumblingEventTimeWindows;
import dev.weir.api.windowing.windows.TimeWindow;
import dev.weir.runtime.harness.HarnessMode;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that come after a restore, before the watermark is where it was. */
final class WatermarkAfterRestoreTest {

  private static final String MODES = "dev.weir.runtime.harness.HarnessMode#all";

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  private static WindowedStream<Reading, String, TimeWindow> tumbling(
      KeyedStream<Reading, String> in) {
    return in.window(TumblingEventTimeWindows.of(ms(3))).allowedLateness(ms(9));
  }

  private static WindowedStream<Reading, String, TimeWindow> sliding(
      KeyedStream<Reading, String> in) {
    return in.window(SlidingEventTimeWindows.of(ms(4), ms(2))).allowedLateness(ms(9));
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void a_window_that_had_fired_fires_again_with_a_late_record_of_after_the_restore(HarnessMode mode)
      throws Exception {
    try (var windows = new WindowScenario(mode, in -> tumbling(in).process(new Contents<>()))) {
      windows.record(1, 1).watermark(5).emits("a [0,3) [1]@2");
      windows.harness().restoreWithoutWatermarks();
      windows.record(2, 2).emitsNothing().watermark(5).emits("a [0,3) [1, 2]@2");
      windows.watermark(11).emitsNothing().holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void a_sliced_window_that_had_fired_fires_again_with_a_late_record_of_after_the_restore(
      HarnessMode mode) throws Exception {
    try (var windows = new WindowScenario(mode, in -> tumbling(in).aggregate(new Tally()))) {
      windows.record(1, 1).watermark(5).emits("1:1@2");
      windows.harness().restoreWithoutWatermarks();
      windows.record(2, 2).emitsNothing().watermark(5).emits("2:3@2");
      windows.watermark(11).emitsNothing().holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void a_sliced_window_fires_again_if_the_watermark_comes_back_from_below(HarnessMode mode)
      throws Exception {
    try (var windows = new WindowScenario(mode, in -> tumbling(in).aggregate(new Tally()))) {
      windows.record(1, 1).watermark(5).emits("1:1@2");
      windows.harness().restoreWithoutWatermarks();
      windows.watermark(1).emitsNothing().record(2, 2).emitsNothing();
      windows.watermark(4).emits("2:3@2").watermark(11).emitsNothing().holdsNothing();
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void all_sliding_windows_of_a_late_record_fire_again_after_the_restore(HarnessMode mode)
      throws Exception {
    try (var windows = new WindowScenario(mode, in -> sliding(in).process(new Contents<>()))) {
      windows.record(2, 1).watermark(6).emits("a [0,4) [1]@3", "a [2,6) [1]@5");
      windows.harness().restoreWithoutWatermarks();
      windows.record(3, 2).emitsNothing();
      windows.watermark(6).emits("a [0,4) [1, 2]@3", "a [2,6) [1, 2]@5");
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void all_sliced_sliding_windows_of_a_late_record_fire_again_after_the_restore(HarnessMode mode)
      throws Exception {
    try (var windows = new WindowScenario(mode, in -> sliding(in).aggregate(new Tally()))) {
      windows.record(2, 1).watermark(6).emits("1:1@3", "1:1@5");
      windows.harness().restoreWithoutWatermarks();
      windows.record(3, 2).emitsNothing();
      windows.watermark(6).emits("2:3@3", "2:3@5").watermark(20).emitsNothing().holdsNothing();
    }
  }
}
