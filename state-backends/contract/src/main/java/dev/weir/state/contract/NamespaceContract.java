package dev.weir.state.contract;

import static dev.weir.state.contract.ContractStates.COUNT;
import static dev.weir.state.contract.ContractStates.COUNTER;
import static dev.weir.state.contract.ContractStates.LINES;
import static dev.weir.state.contract.ContractStates.WORDS;
import static dev.weir.state.contract.ContractStates.contentOf;
import static dev.weir.state.contract.ContractStates.setKey;
import static dev.weir.state.contract.TestSerializers.CARD;
import static dev.weir.state.contract.TestSerializers.LONG;
import static dev.weir.state.contract.TestSerializers.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.weir.state.ValueState;
import dev.weir.state.contract.TestSerializers.Card;
import dev.weir.state.spi.IncompatibleStateException;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.NamespacedState;
import dev.weir.state.spi.PendingSnapshot;
import dev.weir.state.spi.SnapshotRequest.Form;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What state under a namespace must do. */
interface NamespaceContract extends ContractTools {

  @Test
  default void each_namespace_of_a_key_has_a_value_of_its_own() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    NamespacedState<Long> windows = state.namespaced("windows", LONG);
    ValueState<Long> count = windows.valueState(COUNT);
    for (String key : List.of("a", "b")) {
      for (long window = 0; window < 3; window++) {
        setKey(state, key);
        windows.setCurrentNamespace(window);
        count.update(window * key.hashCode());
      }
    }
    setKey(state, "a");
    windows.setCurrentNamespace(1L);
    count.clear();

    assertThat(count.value()).isNull();
    setKey(state, "b");
    assertThat(count.value()).isEqualTo("b".hashCode());
    windows.setCurrentNamespace(2L);
    assertThat(count.value()).isEqualTo(2L * "b".hashCode());
    setKey(state, "a");
    assertThat(count.value()).isEqualTo(2L * "a".hashCode());
  }

  @Test
  default void a_namespace_must_be_set_before_a_handle_is_used() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    NamespacedState<Long> windows = state.namespaced("windows", LONG);
    ValueState<Long> count = windows.valueState(COUNT);
    setKey(state, "a");

    assertThatThrownBy(count::value)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("'windows'", "namespace");
  }

  @Test
  default void a_handle_under_a_namespace_needs_a_key() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    NamespacedState<Long> windows = state.namespaced("windows", LONG);
    ValueState<Long> count = windows.valueState(COUNT);
    windows.setCurrentNamespace(1L);

    assertThatThrownBy(() -> count.update(1L))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("current key");
  }

  @Test
  default void scopes_do_not_meet_and_are_the_same_when_asked_for_again() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    NamespacedState<Long> windows = state.namespaced("windows", LONG);
    NamespacedState<String> panes = state.namespaced("panes", STRING);
    windows.setCurrentNamespace(1L);
    panes.setCurrentNamespace("p");
    setKey(state, "a");
    windows.valueState(COUNT).update(1L);
    panes.listState(LINES).add("line");
    panes.setCurrentNamespace("q");

    assertThat(state.namespaced("windows", LONG).valueState(COUNT).value()).isEqualTo(1);
    assertThat(panes.listState(LINES).get()).isEmpty();
    assertThatThrownBy(() -> state.valueState(COUNT))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContainingAll("'count'", "'windows'");
    assertThatThrownBy(() -> state.namespaced("windows", STRING))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContainingAll("'windows'", "long", "string");
    assertThatThrownBy(() -> state.forEachKey("count", key -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'count'");
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  default void state_of_every_kind_and_namespace_comes_back(Form form) throws Exception {
    KeyedStateBackend<Long> state = fixture().open(LONG);
    for (long key = 0; key < 60; key++) {
      for (long window = 0; window < 20; window++) {
        write(state, key, window, (int) (key * window));
      }
    }
    PendingSnapshot<KeyedSnapshot> pending = StateFixture.capture(state, 1, form);
    for (long key = 0; key < 60; key += 2) {
      write(state, key, key % 20, -1);
    }

    KeyedSnapshot snapshot = StateFixture.await(fixture().write(pending));

    for (int subtask = 0; subtask < 3; subtask++) {
      KeyedStateBackend<Long> restored = fixture().open(LONG, subtask, 3, List.of(snapshot));
      for (long key = 0; key < 60; key++) {
        if (RescaleContract.subtaskOf(key, 3) == subtask) {
          for (long window = 0; window < 20; window++) {
            check(restored, key, window, (int) (key * window));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  default void a_scope_that_nobody_asked_for_survives(Form form) throws Exception {
    KeyedStateBackend<Long> state = fixture().open(LONG);
    write(state, 3, 4, 5);
    KeyedStateBackend<Long> second = fixture().open(LONG, fixture().snapshot(state, 1, form));
    KeyedStateBackend<Long> third = fixture().open(LONG, fixture().snapshot(second, 2, form));

    check(third, 3, 4, 5);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  default void state_of_another_scope_or_namespace_is_refused_by_name(Form form) throws Exception {
    KeyedStateBackend<Long> state = fixture().open(LONG);
    write(state, 3, 4, 5);
    KeyedStateBackend<Long> restored = fixture().open(LONG, fixture().snapshot(state, 1, form));

    assertThatThrownBy(() -> restored.valueState(COUNT))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContainingAll("'count'", StateFixture.OPERATOR, "'windows'");
    assertThatThrownBy(() -> restored.namespaced("others", CARD).valueState(COUNT))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContainingAll("'count'", "'windows'", "'others'");
    assertThatThrownBy(() -> restored.namespaced("windows", STRING).listState(LINES))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContainingAll("'lines'", "record Card", "string");
  }

  private static void write(KeyedStateBackend<Long> state, long key, long window, int number)
      throws Exception {
    NamespacedState<Card> windows = at(state, key, window);
    windows.valueState(COUNT).update((long) number);
    windows.valueState(COUNTER).update(new Counter("c", number));
    windows.listState(LINES).update(List.of("line " + number));
    windows.listState(LINES).add("again");
    windows.mapState(WORDS).clear();
    windows.mapState(WORDS).put("word " + number, 1L);
    windows.mapState(WORDS).put("number", (long) number);
  }

  private static void check(KeyedStateBackend<Long> state, long key, long window, int number)
      throws Exception {
    NamespacedState<Card> windows = at(state, key, window);
    assertThat(windows.valueState(COUNT).value()).isEqualTo(number);
    assertThat(windows.valueState(COUNTER).value()).isEqualTo(new Counter("c", number));
    assertThat(windows.listState(LINES).get()).containsExactly("line " + number, "again");
    assertThat(contentOf(windows.mapState(WORDS)))
        .containsOnly(entry("word " + number, 1L), entry("number", (long) number));
  }

  private static NamespacedState<Card> at(KeyedStateBackend<Long> state, long key, long window) {
    NamespacedState<Card> windows = state.namespaced("windows", CARD);
    setKey(state, key);
    windows.setCurrentNamespace(new Card("window", window));
    return windows;
  }
}
