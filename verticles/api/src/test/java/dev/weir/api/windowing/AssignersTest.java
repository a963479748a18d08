package dev.weir.api.windowing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.windowing.assigners.SlidingEventTimeWindows;
import dev.weir.api.windowing.assigners.TumblingEventTimeWindows;
import dev.weir.api.windowing.assigners.WindowAssigner.WindowAssignerContext;
import dev.weir.api.windowing.assigners.WindowStagger;
import dev.weir.api.windowing.windows.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AssignersTest {

  /** A clock that shows 1234. */
  private static final WindowAssignerContext CLOCK =
      new WindowAssignerContext() {
        @Override
        public long getCurrentProcessingTime() {
          return 1_234;
        }
      };

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  @Test
  void a_window_starts_at_a_multiple_of_its_size_and_its_offset() {
    assertThat(TimeWindow.getWindowStartWithOffset(7, 0, 7)).isEqualTo(7);
    assertThat(TimeWindow.getWindowStartWithOffset(6, 0, 7)).isZero();
    assertThat(TimeWindow.getWindowStartWithOffset(2, 3, 7)).isEqualTo(-4);
    assertThat(TimeWindow.getWindowStartWithOffset(3, 3, 7)).isEqualTo(3);
    assertThat(TimeWindow.getWindowStartWithOffset(-1, 0, 7)).isEqualTo(-7);
    assertThat(TimeWindow.getWindowStartWithOffset(-8, -1, 7)).isEqualTo(-8);
  }

  @Test
  void sliding_windows_are_assigned_the_latest_first() {
    assertThat(SlidingEventTimeWindows.of(ms(5), ms(2)).assignWindows("x", 4, CLOCK))
        .containsExactly(new TimeWindow(4, 9), new TimeWindow(2, 7), new TimeWindow(0, 5));
  }

  @Test
  void windows_may_be_apart() {
    assertThat(SlidingEventTimeWindows.of(ms(2), ms(5)).assignWindows("x", 7, CLOCK)).isEmpty();
  }

  @Test
  void natural_stagger_starts_a_window_with_the_first_record() {
    TumblingEventTimeWindows windows =
        TumblingEventTimeWindows.of(ms(100), Duration.ZERO, WindowStagger.NATURAL);

    assertThat(windows.assignWindows("x", 500, CLOCK)).containsExactly(new TimeWindow(434, 534));
  }

  @Test
  void random_stagger_is_the_same_for_all_records_of_a_subtask() {
    TumblingEventTimeWindows windows =
        TumblingEventTimeWindows.of(ms(100), Duration.ZERO, WindowStagger.RANDOM);
    TimeWindow first = windows.assignWindows("x", 500, CLOCK).iterator().next();

    assertThat(windows.assignWindows("y", first.getStart() + 99, CLOCK)).containsExactly(first);
    assertThat(windows.assignWindows("y", first.getEnd(), CLOCK))
        .containsExactly(new TimeWindow(first.getEnd(), first.getEnd() + 100));
  }

  @Test
  void windows_that_overlap_or_touch_are_merged() {
    List<String> merged = new ArrayList<>();
    TimeWindow.mergeWindows(
        List.of(
            new TimeWindow(10, 12),
            new TimeWindow(0, 2),
            new TimeWindow(4, 5),
            new TimeWindow(2, 3),
            new TimeWindow(11, 20)),
        (windows, result) -> merged.add(windows.size() + " into " + result));

    assertThat(merged)
        .containsExactly(
            "2 into TimeWindow{start=0, end=3}", "2 into TimeWindow{start=10, end=20}");
  }
}
