package dev.weir.state.contract;

import static dev.weir.state.contract.ContractStates.COUNT;
import static dev.weir.state.contract.ContractStates.COUNTER;
import static dev.weir.state.contract.ContractStates.LINES;
import static dev.weir.state.contract.ContractStates.read;
import static dev.weir.state.contract.ContractStates.setKey;
import static dev.weir.state.contract.ContractStates.update;
import static dev.weir.state.contract.ContractTools.MAX_PARALLELISM;
import static dev.weir.state.contract.TestSerializers.LONG;
import static dev.weir.state.contract.TestSerializers.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.state.ListState;
import dev.weir.state.ValueState;
import dev.weir.state.spi.IncompatibleStateException;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.ValueStateSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What values must do, and what all kinds of state have in common. */
interface ValueStateContract extends ContractTools {

  @Test
  default void each_key_has_a_value_of_its_own() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    ValueState<Long> count = state.valueState(COUNT);

    update(state, count, "a", 1L);
    update(state, count, "b", 2L);

    assertThat(read(state, count, "a")).isEqualTo(1);
    assertThat(read(state, count, "b")).isEqualTo(2);
    assertThat(read(state, count, "c")).isNull();
    assertThat(state.currentKey()).isEqualTo("c");
  }

  @Test
  default void states_of_one_key_do_not_meet() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    ValueState<Long> count = state.valueState(COUNT);
    ValueState<Long> other = state.valueState(new ValueStateSpec<>("other", LONG, null));

    setKey(state, "a");
    count.update(1L);
    other.update(10L);
    count.clear();

    assertThat(count.value()).isNull();
    assertThat(other.value()).isEqualTo(10);
  }

  @Test
  default void an_absent_value_reads_as_the_default() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    ValueState<Long> count = state.valueState(new ValueStateSpec<>("count", LONG, 7L));

    assertThat(read(state, count, "a")).isEqualTo(7);
    count.update(8L);
    assertThat(count.value()).isEqualTo(8);
    count.update(null);
    assertThat(count.value()).isEqualTo(7);
  }

  @Test
  default void a_changed_default_is_not_the_default_of_another_key() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    ValueState<Counter> counter =
        state.valueState(
            new ValueStateSpec<>("counter", Counter.SERIALIZER, new Counter("default", 0)));

    read(state, counter, "a").count = 5;

    assertThat(read(state, counter, "b")).isEqualTo(new Counter("default", 0));
  }

  @Test
  default void clear_and_an_update_to_null_remove_the_value() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    ValueState<Long> count = state.valueState(COUNT);

    update(state, count, "a", 1L);
    count.clear();
    assertThat(count.value()).isNull();
    count.clear();
    count.update(2L);
    count.update(null);
    assertThat(count.value()).isNull();
  }

  @Test
  default void a_value_changed_in_place_and_updated_is_kept() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    ValueState<Counter> counter = state.valueState(COUNTER);
    update(state, counter, "a", new Counter("a", 0));

    for (int i = 0; i < 10; i++) {
      Counter current = read(state, counter, "a");
      current.count++;
      counter.update(current);
    }

    assertThat(read(state, counter, "a")).isEqualTo(new Counter("a", 10));
  }

  @Test
  default void asking_for_a_state_again_gives_the_same_content() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    update(state, state.valueState(COUNT), "a", 3L);

    assertThat(read(state, state.valueState(COUNT), "a")).isEqualTo(3);
  }

  @Test
  default void a_state_declared_twice_differently_is_refused() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    state.valueState(COUNT);

    assertThatThrownBy(() -> state.valueState(new ValueStateSpec<>("count", STRING, null)))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContainingAll("'count'", "value of long", "value of string");
    assertThatThrownBy(() -> state.listState(new ListStateSpec<>("count", LONG)))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContainingAll("'count'", "value of long", "list of long");
  }

  @Test
  default void a_handle_without_a_current_key_says_so() throws Exception {
    KeyedStateBackend<Long> state = fixture().open(LONG);
    ValueState<Long> count = state.valueState(COUNT);

    assertThat(state.currentKey()).isNull();
    assertThatThrownBy(count::value)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("current key");
    assertThatThrownBy(() -> count.update(1L)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  default void a_key_of_another_subtask_is_refused() throws Exception {
    KeyedStateBackend<Long> state = fixture().open(LONG, 0, 4, List.of());
    ValueState<Long> count = state.valueState(COUNT);
    long foreign = 0;
    while (KeyGroups.groupOf(KeyGroups.hash(foreign), MAX_PARALLELISM) != 9) {
      foreign++;
    }
    long key = foreign;

    assertThatThrownBy(
            () -> {
              setKey(state, key);
              count.update(1L);
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("9", "0..3");
  }

  @Test
  default void size_grows_with_the_state() throws Exception {
    KeyedStateBackend<Long> state = fixture().open(LONG);
    ValueState<Long> count = state.valueState(COUNT);
    assertThat(state.size().entries()).isZero();
    for (long i = 0; i < 1_000; i++) {
      update(state, count, i, i);
    }

    assertThat(state.size().entries()).isBetween(900L, 1_100L);
    assertThat(state.size().bytes()).isPositive();
  }

  @Test
  default void fetching_ahead_changes_nothing() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    ValueState<Long> count = state.valueState(COUNT);
    ListState<String> lines = state.listState(LINES);
    String[] keys = {"a", "b", "absent", "c"};
    int[] hashes = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      hashes[i] = KeyGroups.hash(keys[i]);
    }

    state.prefetch(hashes, 0, hashes.length);
    update(state, count, "a", 1L);
    lines.add("of a");
    state.prefetch(hashes, 1, 3);
    assertThat(state.currentKey()).isEqualTo("a");
    assertThat(count.value()).isEqualTo(1);
    update(state, count, "b", 2L);
    state.prefetch(hashes, 0, 0);

    assertThat(read(state, count, "a")).isEqualTo(1);
    assertThat(lines.get()).containsExactly("of a");
    assertThat(read(state, count, "b")).isEqualTo(2);
    assertThat(read(state, count, "absent")).isNull();
  }
}
