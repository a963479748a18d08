package dev.weir.runtime.windowing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.windowing.assigners.EventTimeSessionWindows;
import dev.weir.api.windowing.windows.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MergingWindowSetTest {

  private final MergingWindowSet<TimeWindow> windows =
      new MergingWindowSet<>(EventTimeSessionWindows.withGap(Duration.ofMillis(3)), null);
  private final List<String> mergers = new ArrayList<>();

  private static TimeWindow window(long start, long end) {
    return new TimeWindow(start, end);
  }

  private TimeWindow add(long start, long end) throws Exception {
    return windows.add(
        window(start, end),
        (result, merged, stateWindow, mergedStateWindows) ->
            mergers.add(merged + " state " + mergedStateWindows + " into " + stateWindow));
  }

  @Test
  void a_window_alone_keeps_its_own_contents() throws Exception {
    assertThat(add(0, 3)).isEqualTo(window(0, 3));
    assertThat(windows.stateWindow(window(0, 3))).isEqualTo(window(0, 3));
    assertThat(mergers).isEmpty();
  }

  @Test
  void contents_stay_where_they_are_when_a_window_grows() throws Exception {
    add(0, 3);

    assertThat(add(2, 5)).isEqualTo(window(0, 5));
    assertThat(windows.stateWindow(window(0, 5))).isEqualTo(window(0, 3));
    assertThat(windows.stateWindow(window(0, 3))).isNull();
    assertThat(mergers)
        .containsExactly("[TimeWindow{start=0, end=3}] state [] into TimeWindow{start=0, end=3}");
  }

  @Test
  void a_window_within_another_changes_nothing() throws Exception {
    add(0, 9);

    assertThat(add(2, 5)).isEqualTo(window(0, 9));
    assertThat(mergers).isEmpty();
  }

  @Test
  void the_same_window_again_keeps_the_place_of_its_contents() throws Exception {
    add(0, 3);
    add(2, 5);

    assertThat(add(0, 5)).isEqualTo(window(0, 5));
    assertThat(windows.stateWindow(window(0, 5))).isEqualTo(window(0, 3));
  }

  @Test
  void of_several_windows_that_become_one_the_contents_are_merged_into_one() throws Exception {
    add(0, 3);
    add(5, 8);

    assertThat(add(3, 6)).isEqualTo(window(0, 8));
    assertThat(mergers)
        .containsExactly(
            "[TimeWindow{start=0, end=3}, TimeWindow{start=5, end=8}] state"
                + " [TimeWindow{start=5, end=8}] into TimeWindow{start=0, end=3}");
  }

  @Test
  void a_retired_window_is_gone() throws Exception {
    add(0, 3);
    windows.retire(window(0, 3));

    assertThat(windows.stateWindow(window(0, 3))).isNull();
    assertThat(windows.saved()).isNull();
  }
}
