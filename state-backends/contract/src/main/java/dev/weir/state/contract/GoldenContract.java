package dev.weir.state.contract;

import static dev.weir.state.contract.ContractStates.COUNT;
import static dev.weir.state.contract.ContractStates.LINES;
import static dev.weir.state.contract.ContractStates.WORDS;
import static dev.weir.state.contract.ContractStates.contentOf;
import static dev.weir.state.contract.ContractStates.setKey;
import static dev.weir.state.contract.TestSerializers.LONG;
import static dev.weir.state.contract.TestSerializers.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.weir.state.contract.NaiveTimers.Timer;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.NamespacedState;
import dev.weir.state.spi.SnapshotRequest.Form;
import dev.weir.state.spi.StateTtl;
import dev.weir.state.spi.TimerQueue;
import dev.weir.state.spi.ValueStateSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Snapshots in canonical form that were written by another build, or by another backend: the golden
 * files are of the heap.
 */
interface GoldenContract extends ContractTools {

  StateTtl GOLDEN_TTL =
      new StateTtl(
          100,
          StateTtl.Touch.ON_CREATE_AND_WRITE,
          StateTtl.Visibility.NEVER_RETURN_EXPIRED,
          StateTtl.Cleanup.NONE);

  @Test
  default void a_snapshot_without_scopes_and_timers_of_version_1_is_restored() throws Exception {
    KeyedStateBackend<Long> state = fixture().open(LONG, GoldenSnapshot.ofVersion(1, storage()));

    checkKeyed(state);
    assertThat(state.timerQueue("timers", STRING).isEmpty()).isTrue();
  }

  @Test
  default void a_snapshot_of_version_2_is_restored() throws Exception {
    KeyedStateBackend<Long> state = fixture().open(LONG, GoldenSnapshot.ofVersion(2, storage()));

    checkKeyed(state);
    checkScopeAndTimers(state);
  }

  @Test
  default void a_snapshot_of_another_backend_is_written_again_as_it_was_read() throws Exception {
    KeyedStateBackend<Long> state = fixture().open(LONG, GoldenSnapshot.ofVersion(2, storage()));
    KeyedSnapshot again = fixture().snapshot(state, 1, Form.CANONICAL);
    KeyedStateBackend<Long> restored = fixture().open(LONG, again);

    checkKeyed(restored);
    checkScopeAndTimers(restored);
  }

  private static void checkKeyed(KeyedStateBackend<Long> state) throws Exception {
    for (long key = 1; key <= 5; key++) {
      setKey(state, key);
      assertThat(state.valueState(COUNT).value()).isEqualTo(key * 10);
      assertThat(state.listState(LINES).get()).containsExactly("a", "b" + key);
      assertThat(contentOf(state.mapState(WORDS))).containsOnly(entry("w", key));
    }
  }

  private static void checkScopeAndTimers(KeyedStateBackend<Long> state) throws Exception {
    NamespacedState<String> windows = state.namespaced("windows", STRING);
    for (long key = 1; key <= 5; key++) {
      setKey(state, key);
      windows.setCurrentNamespace("w" + key % 2);
      assertThat(windows.valueState(new ValueStateSpec<>("sum", LONG, null)).value())
          .isEqualTo(key * 7);
      assertThat(contentOf(windows.mapState(new MapStateSpec<>("panes", LONG, STRING))))
          .containsOnly(entry(key, "pane"));
      assertThat(state.valueState(new ValueStateSpec<>("seen", LONG, null, GOLDEN_TTL)).value())
          .isEqualTo(key);
    }
    TimerQueue<String> timers = state.timerQueue("timers", STRING);
    List<Timer<Long>> run = new ArrayList<>();
    timers.advance(
        400,
        (time, namespace) ->
            run.add(new Timer<>(time, Objects.requireNonNull(state.currentKey()), namespace)));
    assertThat(run)
        .containsExactly(
            new Timer<>(100, 1L, "w"),
            new Timer<>(200, 2L, "w"),
            new Timer<>(300, 3L, "w"),
            new Timer<>(400, 4L, "w"));
    assertThat(timers.nextTime()).isEqualTo(500);
  }
}
