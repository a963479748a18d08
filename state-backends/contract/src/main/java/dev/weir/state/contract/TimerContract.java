package dev.weir.state.contract;

import static dev.weir.state.contract.ContractStates.setKey;
import static dev.weir.state.contract.TestSerializers.CARD;
import static dev.weir.state.contract.TestSerializers.COLLIDING;
import static dev.weir.state.contract.TestSerializers.INT;
import static dev.weir.state.contract.TestSerializers.LONG;
import static dev.weir.state.contract.TestSerializers.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.state.contract.NaiveTimers.Timer;
import dev.weir.state.contract.TestSerializers.Card;
import dev.weir.state.contract.TestSerializers.Colliding;
import dev.weir.state.spi.IncompatibleStateException;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.PendingSnapshot;
import dev.weir.state.spi.SnapshotRequest.Form;
import dev.weir.state.spi.TimerQueue;
import dev.weir.state.spi.TypeSerializer;
import dev.weir.state.spi.ValueStateSpec;
import dev.weir.state.spi.VoidNamespace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What timers must do. */
interface TimerContract extends ContractTools {

  @Test
  default void timers_run_in_order_of_time_each_under_its_key() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    TimerQueue<String> timers = state.timerQueue("t", STRING);
    add(state, timers, "a", 30, "x");
    add(state, timers, "b", 10, "y");
    add(state, timers, "a", 20, "x");
    add(state, timers, "a", 40, "x");

    assertThat(timers.nextTime()).isEqualTo(10);
    assertThat(run(state, timers, 30))
        .containsExactly(
            new Timer<>(10, "b", "y"), new Timer<>(20, "a", "x"), new Timer<>(30, "a", "x"));
    assertThat(timers.nextTime()).isEqualTo(40);
    assertThat(run(state, timers, 39)).isEmpty();
    assertThat(timers.isEmpty()).isFalse();
    assertThat(run(state, timers, 40)).hasSize(1);
    assertThat(timers.isEmpty()).isTrue();
  }

  @Test
  default void a_timer_is_there_once_for_each_key_namespace_and_time() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    TimerQueue<String> timers = state.timerQueue("t", STRING);

    add(state, timers, "a", 10, "x");
    add(state, timers, "a", 10, "x");
    add(state, timers, "a", 10, "y");
    add(state, timers, "a", 11, "x");
    add(state, timers, "b", 10, "x");
    assertThat(run(state, timers, 100)).hasSize(4);
  }

  @Test
  default void a_removed_timer_does_not_run() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    TimerQueue<String> timers = state.timerQueue("t", STRING);
    add(state, timers, "a", 10, "x");
    add(state, timers, "b", 10, "x");
    setKey(state, "a");

    timers.remove(10, "x");
    timers.remove(10, "x");
    timers.remove(10, "y");
    timers.remove(11, "x");

    assertThat(run(state, timers, 10)).containsExactly(new Timer<>(10, "b", "x"));
    assertThat(timers.nextTime()).isEqualTo(Long.MAX_VALUE);
    assertThat(timers.isEmpty()).isTrue();
  }

  @Test
  default void an_action_adds_and_removes_timers_that_are_due() throws Exception {
    KeyedStateBackend<Long> state = fixture().open(LONG);
    TimerQueue<VoidNamespace> timers = state.timerQueue("t", VoidNamespace.SERIALIZER);
    setKey(state, 1L);
    for (long time : new long[] {10, 20, 30}) {
      timers.add(time, VoidNamespace.INSTANCE);
    }
    List<Long> run = new ArrayList<>();

    timers.advance(
        30,
        (time, namespace) -> {
          run.add(time);
          if (time == 10) {
            timers.remove(20, namespace);
            timers.add(5, namespace);
            timers.add(25, namespace);
            timers.add(31, namespace);
          }
        });

    assertThat(run).containsExactly(10L, 5L, 25L, 30L);
    assertThat(timers.nextTime()).isEqualTo(31);
  }

  @Test
  default void timers_wait_from_the_pause_on_until_they_are_asked_again() throws Exception {
    KeyedStateBackend<Long> state = fixture().open(LONG);
    TimerQueue<VoidNamespace> timers = state.timerQueue("t", VoidNamespace.SERIALIZER);
    for (long key = 1; key <= 5; key++) {
      setKey(state, key);
      timers.add(10 * key, VoidNamespace.INSTANCE);
    }
    setKey(state, 77L);
    List<Long> run = new ArrayList<>();
    TimerQueue.Action<VoidNamespace> action = (time, namespace) -> run.add(time);

    assertThat(timers.advance(40, action, () -> run.size() == 2)).isFalse();
    assertThat(run).containsExactly(10L, 20L);
    assertThat(state.currentKey()).isEqualTo(77L);
    assertThat(timers.nextTime()).isEqualTo(30);

    setKey(state, 6L);
    timers.add(25, VoidNamespace.INSTANCE);
    setKey(state, 4L);
    timers.remove(40, VoidNamespace.INSTANCE);
    assertThat(timers.advance(40, action, () -> true)).as("one at least").isFalse();
    assertThat(timers.advance(40, action, () -> true)).as("no other is due").isTrue();
    assertThat(run).containsExactly(10L, 20L, 25L, 30L);
    assertThat(timers.advance(40, action, () -> false)).as("nothing to do").isTrue();
    assertThat(timers.advance(50, action, () -> false)).isTrue();
    assertThat(run).endsWith(50L);
    assertThat(timers.isEmpty()).isTrue();
  }

  @Test
  default void the_key_that_was_current_is_so_again_after_timers_ran() throws Exception {
    KeyedStateBackend<Long> state = fixture().open(LONG);
    TimerQueue<VoidNamespace> timers = state.timerQueue("t", VoidNamespace.SERIALIZER);
    setKey(state, 1L);
    timers.add(1, VoidNamespace.INSTANCE);
    timers.add(2, VoidNamespace.INSTANCE);
    setKey(state, 2L);

    timers.advance(1, (time, namespace) -> assertThat(state.currentKey()).isEqualTo(1));
    assertThat(state.currentKey()).isEqualTo(2);
    assertThatThrownBy(
            () ->
                timers.advance(
                    2,
                    (time, namespace) -> {
                      throw new IllegalStateException("of the action");
                    }))
        .hasMessage("of the action");

    assertThat(state.currentKey()).isEqualTo(2);
    assertThat(timers.isEmpty()).isTrue();
  }

  @Test
  default void timers_at_the_ends_of_time_run() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    TimerQueue<String> timers = state.timerQueue("t", STRING);
    add(state, timers, "c", Long.MAX_VALUE, "x");
    add(state, timers, "a", Long.MIN_VALUE, "x");
    add(state, timers, "b", -1, "x");
    add(state, timers, "b", 0, "x");

    assertThat(run(state, timers, Long.MAX_VALUE))
        .extracting(Timer::time)
        .containsExactly(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE);
    assertThat(run(state, timers, Long.MAX_VALUE)).isEmpty();
  }

  @Test
  default void timers_need_a_key_of_this_subtask() throws Exception {
    KeyedStateBackend<Long> state = fixture().open(LONG);
    TimerQueue<VoidNamespace> timers = state.timerQueue("t", VoidNamespace.SERIALIZER);

    assertThatThrownBy(() -> timers.add(1, VoidNamespace.INSTANCE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("current key");
  }

  @Test
  default void timers_may_be_named_as_a_state_is_and_are_the_same_when_asked_for_again()
      throws Exception {
    KeyedStateBackend<Long> state = fixture().open(LONG);
    state.valueState(new ValueStateSpec<>("t", LONG, null));
    TimerQueue<VoidNamespace> timers = state.timerQueue("t", VoidNamespace.SERIALIZER);
    TimerQueue<VoidNamespace> others = state.timerQueue("u", VoidNamespace.SERIALIZER);
    setKey(state, 1L);
    timers.add(1, VoidNamespace.INSTANCE);

    assertThat(state.timerQueue("t", VoidNamespace.SERIALIZER).nextTime()).isEqualTo(1);
    assertThat(others.isEmpty()).isTrue();
    assertThatThrownBy(() -> state.timerQueue("t", STRING))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContainingAll("'t'", "void", "string");
  }

  /** More of one key than a backend may keep at hand, so that most are where it does not look. */
  @Test
  default void timers_far_ahead_come_and_go_and_run_once() throws Exception {
    KeyedStateBackend<Long> state = fixture().open(LONG);
    TimerQueue<String> timers = state.timerQueue("t", STRING);
    Set<Timer<Long>> expected = new HashSet<>();
    Random random = Seed.fromSystemProperty().random();
    for (int i = 0; i < 30_000; i++) {
      Timer<Long> timer = new Timer<>(random.nextInt(5_000), 3L, "w");
      setKey(state, 3L);
      if (random.nextInt(3) == 0) {
        timers.remove(timer.time(), "w");
        expected.remove(timer);
      } else {
        timers.add(timer.time(), "w");
        expected.add(timer);
      }
      assertThat(timers.isEmpty()).isEqualTo(expected.isEmpty());
      if (i % 10_000 == 9_999) {
        List<Timer<Long>> run = run(state, timers, i / 10);
        assertThat(run).doesNotHaveDuplicates().extracting(Timer::time).isSorted();
        run.forEach(each -> assertThat(expected.remove(each)).isTrue());
        assertThat(expected.stream().mapToLong(Timer::time).min().orElse(Long.MAX_VALUE))
            .isEqualTo(timers.nextTime())
            .isGreaterThan(i / 10);
      }
    }
    assertThat(new HashSet<>(run(state, timers, 5_000))).isEqualTo(expected);
    assertThat(timers.isEmpty()).isTrue();
  }

  static Stream<Arguments> timerKeys() {
    return Stream.of(
        timerKeys("long", LONG, i -> i - 1_000, 4_000),
        timerKeys("int", INT, i -> (int) i - 1_000, 4_000),
        timerKeys("string", STRING, i -> "key " + i, 4_000),
        timerKeys("record", CARD, i -> new Card("bank " + i % 7, i), 4_000),
        timerKeys("colliding", COLLIDING, i -> new Colliding((int) i), 700));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.weir.state.contract.TimerContract#timerKeys")
  default <K> void thousands_of_timers_come_back(
      String name, TypeSerializer<K> serializer, LongFunction<K> keyOf, int keys) throws Exception {
    KeyedStateBackend<K> state = fixture().open(serializer);
    TimerQueue<String> timers = state.timerQueue("t", STRING);
    TimerQueue<VoidNamespace> plain = state.timerQueue("plain", VoidNamespace.SERIALIZER);
    Set<Timer<K>> expected = new HashSet<>();
    for (long i = 0; i < keys; i++) {
      K key = keyOf.apply(i);
      // Half of them at one and the same time.
      Timer<K> timer = new Timer<>(i % 2 == 0 ? 7 : i * 31 % 997, key, "window " + i % 3);
      add(state, timers, key, timer.time(), timer.namespace());
      plain.add(timer.time(), VoidNamespace.INSTANCE);
      expected.add(timer);
    }

    for (Form form : Form.values()) {
      KeyedStateBackend<K> restored =
          fixture().open(serializer, fixture().snapshot(state, 1 + form.ordinal(), form));
      List<Timer<K>> run = run(restored, restored.timerQueue("t", STRING), 10_000);
      assertThat(new HashSet<>(run)).isEqualTo(expected);
      assertThat(run).hasSize(expected.size()).extracting(Timer::time).isSorted();
      assertThat(runAll(restored.timerQueue("plain", VoidNamespace.SERIALIZER))).isEqualTo(keys);
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  default void a_snapshot_of_timers_is_not_touched_by_later_changes(Form form) throws Exception {
    KeyedStateBackend<Long> state = fixture().open(LONG);
    TimerQueue<String> timers = state.timerQueue("t", STRING);
    Set<Timer<Long>> expected = new HashSet<>();
    for (long i = 0; i < 3_000; i++) {
      add(state, timers, i % 100, i, "w");
      expected.add(new Timer<>(i, i % 100, "w"));
    }
    PendingSnapshot<KeyedSnapshot> pending = StateFixture.capture(state, 1, form);
    run(state, timers, 1_000);
    for (long i = 2_000; i < 2_500; i++) {
      setKey(state, i % 100);
      timers.remove(i, "w");
      timers.add(i, "v");
    }

    KeyedStateBackend<Long> restored =
        fixture().open(LONG, StateFixture.await(fixture().write(pending)));

    assertThat(runAll(timers)).isEqualTo(1_999);
    assertThat(run(restored, restored.timerQueue("t", STRING), 10_000))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  default void timers_that_nobody_asked_for_survive(Form form) throws Exception {
    KeyedStateBackend<Long> state = fixture().open(LONG);
    add(state, state.timerQueue("t", STRING), 5L, 10, "w");
    KeyedStateBackend<Long> second = fixture().open(LONG, fixture().snapshot(state, 1, form));
    KeyedStateBackend<Long> third = fixture().open(LONG, fixture().snapshot(second, 2, form));

    assertThat(run(third, third.timerQueue("t", STRING), 10))
        .containsExactly(new Timer<>(10, 5L, "w"));
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  default void timers_with_other_namespaces_are_refused_by_name(Form form) throws Exception {
    KeyedStateBackend<Long> state = fixture().open(LONG);
    add(state, state.timerQueue("t", STRING), 5L, 10, "w");
    KeyedStateBackend<Long> restored = fixture().open(LONG, fixture().snapshot(state, 1, form));

    assertThatThrownBy(() -> restored.timerQueue("t", VoidNamespace.SERIALIZER))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContainingAll("'t'", StateFixture.OPERATOR, "string", "void");
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  default void timers_go_where_their_key_group_goes(Form form) throws Exception {
    KeyedStateBackend<Long> one = fixture().open(LONG);
    for (long key = 0; key < 500; key++) {
      add(one, one.timerQueue("t", STRING), key, key % 10, "w");
    }
    KeyedSnapshot snapshot = fixture().snapshot(one, 1, form);
    List<Long> keys = new ArrayList<>();
    for (int subtask = 0; subtask < 3; subtask++) {
      KeyedStateBackend<Long> state = fixture().open(LONG, subtask, 3, List.of(snapshot));
      run(state, state.timerQueue("t", STRING), 10).forEach(each -> keys.add(each.key()));
    }

    assertThat(keys).hasSize(500).doesNotHaveDuplicates();
  }

  private static Arguments timerKeys(
      String name, TypeSerializer<?> serializer, LongFunction<?> keyOf, int keys) {
    return Arguments.of(name, serializer, keyOf, keys);
  }

  private static <K> void add(
      KeyedStateBackend<K> state, TimerQueue<String> timers, K key, long time, String namespace) {
    setKey(state, key);
    timers.add(time, namespace);
  }

  private static <K> List<Timer<K>> run(
      KeyedStateBackend<K> state, TimerQueue<String> timers, long upTo) throws Exception {
    List<Timer<K>> run = new ArrayList<>();
    timers.advance(
        upTo, (time, namespace) -> run.add(new Timer<>(time, state.currentKey(), namespace)));
    return run;
  }

  /** How many timers there were. */
  private static int runAll(TimerQueue<?> timers) throws Exception {
    int[] run = {0};
    timers.advance(Long.MAX_VALUE, (time, namespace) -> run[0]++);
    assertThat(timers.isEmpty()).isTrue();
    return run[0];
  }
}
