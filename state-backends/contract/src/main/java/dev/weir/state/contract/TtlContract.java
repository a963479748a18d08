package dev.weir.state.contract;

import static dev.weir.state.contract.ContractStates.contentOf;
import static dev.weir.state.contract.ContractStates.keysOf;
import static dev.weir.state.contract.ContractStates.read;
import static dev.weir.state.contract.ContractStates.setKey;
import static dev.weir.state.contract.ContractStates.update;
import static dev.weir.state.contract.TestSerializers.LONG;
import static dev.weir.state.contract.TestSerializers.STRING;
import static dev.weir.state.spi.StateTtl.Touch.ON_CREATE_AND_WRITE;
import static dev.weir.state.spi.StateTtl.Touch.ON_READ_AND_WRITE;
import static dev.weir.state.spi.StateTtl.Visibility.NEVER_RETURN_EXPIRED;
import static dev.weir.state.spi.StateTtl.Visibility.RETURN_EXPIRED_IF_NOT_CLEANED_UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ValueState;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.NamespacedState;
import dev.weir.state.spi.SnapshotRequest.Form;
import dev.weir.state.spi.StateTtl;
import dev.weir.state.spi.StateTtl.Cleanup;
import dev.weir.state.spi.ValueStateSpec;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What state that expires must do. It lives for 100 ms here, by a clock that is set by hand. */
interface TtlContract extends ContractTools {

  @Test
  default void a_value_expires_so_long_after_its_last_write() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    ValueState<Long> value = state.valueState(value(ttl(ON_CREATE_AND_WRITE), -1L));
    update(state, value, "a", 1L);
    fixture().elapse(60);
    assertThat(value.value()).isEqualTo(1);
    value.update(2L);
    fixture().elapse(99);
    assertThat(value.value()).isEqualTo(2);
    fixture().elapse(1);

    assertThat(value.value()).isEqualTo(-1);
    assertThat(keysOf(state, "value")).isEmpty();
    value.update(3L);
    assertThat(value.value()).isEqualTo(3);
    value.clear();
    assertThat(value.value()).isEqualTo(-1);
  }

  @Test
  default void a_read_prolongs_life_if_it_is_told_to() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    ValueState<Long> value = state.valueState(value(ttl(ON_READ_AND_WRITE), null));
    ListState<String> list = state.listState(list(ttl(ON_READ_AND_WRITE)));
    MapState<String, Long> map = state.mapState(map(ttl(ON_READ_AND_WRITE)));
    update(state, value, "a", 1L);
    list.add("x");
    map.put("m", 1L);
    map.put("never read", 1L);
    for (int i = 0; i < 5; i++) {
      fixture().elapse(60);
      assertThat(value.value()).isEqualTo(1);
      assertThat(list.get()).containsExactly("x");
      assertThat(map.get("m")).isEqualTo(1);
    }

    assertThat(contentOf(map)).containsOnly(entry("m", 1L));
    fixture().elapse(60);
    assertThat(map.keys()).containsExactly("m");
    fixture().elapse(60);
    assertThat(map.contains("m")).isTrue();
    fixture().elapse(100);
    assertThat(map.isEmpty()).isTrue();
    assertThat(list.get()).isEmpty();
    assertThat(value.value()).isNull();
  }

  @Test
  default void expired_state_may_be_shown_until_it_is_removed() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    StateTtl ttl =
        new StateTtl(100, ON_CREATE_AND_WRITE, RETURN_EXPIRED_IF_NOT_CLEANED_UP, Cleanup.NONE);
    ValueState<Long> value = state.valueState(value(ttl, null));
    MapState<String, Long> map = state.mapState(map(ttl));
    ListState<String> list = state.listState(list(ttl));
    update(state, value, "a", 1L);
    map.put("m", 1L);
    list.add("old");
    fixture().elapse(100);
    list.add("new");

    assertThat(value.value()).isEqualTo(1);
    assertThat(value.value()).isNull();
    assertThat(map.get("m")).isEqualTo(1);
    assertThat(map.get("m")).isNull();
    assertThat(list.get()).containsExactly("old", "new");
    assertThat(list.get()).containsExactly("old", "new");
    fixture().elapse(100);
    assertThat(list.get()).containsExactly("old", "new");
    assertThat(list.get()).isEmpty();
  }

  @Test
  default void each_element_of_a_list_expires_on_its_own() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    ListState<String> list = state.listState(list(ttl(ON_CREATE_AND_WRITE)));
    setKey(state, "a");
    list.add("one");
    fixture().elapse(50);
    list.addAll(List.of("two", "three"));
    fixture().elapse(50);

    assertThat(list.get()).containsExactly("two", "three");
    list.update(List.of("four"));
    fixture().elapse(99);
    assertThat(list.get()).containsExactly("four");
    fixture().elapse(1);
    assertThat(list.get()).isEmpty();
    assertThat(keysOf(state, "list")).isEmpty();
    assertThatThrownBy(() -> list.add(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("'list'");
  }

  @Test
  default void each_entry_of_a_map_expires_on_its_own() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    MapState<String, Long> map = state.mapState(map(ttl(ON_CREATE_AND_WRITE)));
    setKey(state, "a");
    map.put("x", 1L);
    map.put("y", 2L);
    fixture().elapse(50);
    map.putAll(Map.of("y", 3L, "z", 4L));
    fixture().elapse(50);

    assertThat(map.contains("x")).isFalse();
    assertThat(contentOf(map)).containsOnly(entry("y", 3L), entry("z", 4L));
    map.remove("z");
    assertThat(map.values()).containsExactly(3L);
    fixture().elapse(50);
    assertThat(map.isEmpty()).isTrue();
    assertThat(keysOf(state, "map")).isEmpty();
  }

  @Test
  default void an_iterator_over_a_map_that_expires_removes_and_replaces() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    MapState<String, Long> map = state.mapState(map(ttl(ON_CREATE_AND_WRITE)));
    setKey(state, "a");
    map.put("old", 0L);
    fixture().elapse(60);
    map.putAll(Map.of("x", 1L, "y", 2L));
    fixture().elapse(50);
    Iterator<Map.Entry<String, Long>> entries = map.iterator();
    while (entries.hasNext()) {
      Map.Entry<String, Long> each = entries.next();
      if (each.getKey().equals("x")) {
        entries.remove();
      } else {
        assertThat(each.setValue(5L)).isEqualTo(2);
      }
    }
    fixture().elapse(60);

    assertThat(contentOf(map)).containsOnly(entry("y", 5L));
    assertThatThrownBy(() -> map.iterator().remove()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  default void state_of_a_scope_expires_too() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    NamespacedState<Long> windows = state.namespaced("windows", LONG);
    ValueState<Long> value = windows.valueState(value(ttl(ON_CREATE_AND_WRITE), null));
    setKey(state, "a");
    windows.setCurrentNamespace(1L);
    value.update(1L);
    fixture().elapse(60);
    windows.setCurrentNamespace(2L);
    value.update(2L);
    fixture().elapse(60);

    assertThat(value.value()).isEqualTo(2);
    windows.setCurrentNamespace(1L);
    assertThat(value.value()).isNull();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  default void the_time_of_the_last_touch_is_restored(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    StateTtl ttl = ttl(ON_CREATE_AND_WRITE);
    writeOfEachKind(state, ttl);
    fixture().elapse(60);
    KeyedStateBackend<String> restored = fixture().open(STRING, fixture().snapshot(state, 1, form));
    checkOfEachKind(restored, ttl);
    fixture().elapse(40);

    assertThat(restored.valueState(value(ttl, null)).value()).isNull();
    assertThat(restored.listState(list(ttl)).get()).isEmpty();
    assertThat(restored.mapState(map(ttl)).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  default void a_job_begins_and_ceases_to_let_state_expire(Form form) throws Exception {
    KeyedStateBackend<String> without = fixture().open(STRING);
    writeOfEachKind(without, null);
    fixture().elapse(1_000);
    StateTtl ttl = ttl(ON_CREATE_AND_WRITE);

    KeyedStateBackend<String> with = fixture().open(STRING, fixture().snapshot(without, 1, form));
    checkOfEachKind(with, ttl);
    KeyedSnapshot snapshot = fixture().snapshot(with, 2, form);
    fixture().elapse(99);
    checkOfEachKind(with, ttl);
    fixture().elapse(1);
    assertThat(with.valueState(value(ttl, null)).value()).isNull();

    KeyedStateBackend<String> again = fixture().open(STRING, snapshot);
    checkOfEachKind(again, null);
  }

  @Test
  default void a_full_snapshot_leaves_out_what_has_expired() throws Exception {
    StateTtl ttl =
        new StateTtl(
            100, ON_CREATE_AND_WRITE, NEVER_RETURN_EXPIRED, new Cleanup(true, 0, false, false));
    KeyedStateBackend<String> state = fixture().open(STRING);
    writeOfEachKind(state, ttl);
    setKey(state, "b");
    state.listState(list(ttl)).add("old");
    state.mapState(map(ttl)).put("old", 1L);
    fixture().elapse(100);
    state.listState(list(ttl)).add("new");
    state.mapState(map(ttl)).put("new", 1L);

    KeyedStateBackend<String> restored =
        fixture().open(STRING, fixture().snapshot(state, 1, Form.CANONICAL));
    // Seen without regard to their age, to tell what is there.
    ListState<String> list = restored.listState(list(null));
    MapState<String, Long> map = restored.mapState(map(null));
    restored.valueState(value(null, null));

    assertThat(keysOf(restored, "value")).isEmpty();
    assertThat(keysOf(restored, "list")).containsExactly("b");
    assertThat(keysOf(restored, "map")).containsExactly("b");
    setKey(restored, "b");
    assertThat(list.get()).containsExactly("new");
    assertThat(map.keys()).containsExactly("new");
  }

  @ParameterizedTest
  @EnumSource(names = {"VALUE", "LIST", "MAP"})
  default void what_nobody_reads_is_removed_as_the_state_is_used(dev.weir.state.spi.StateKind kind)
      throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    StateTtl ttl = new StateTtl(100, ON_CREATE_AND_WRITE, NEVER_RETURN_EXPIRED, Cleanup.DEFAULT);
    ValueState<Long> value = state.valueState(value(ttl, null));
    ListState<String> list = state.listState(list(ttl));
    MapState<String, Long> map = state.mapState(map(ttl));
    for (int i = 0; i < 500; i++) {
      setKey(state, "key " + i);
      value.update(1L);
      list.add("x");
      map.put("m", 1L);
    }
    fixture().elapse(100);
    setKey(state, "busy");
    for (int i = 0; i < 5_000; i++) {
      switch (kind) {
        case VALUE -> value.update(1L);
        case LIST -> list.update(List.of("x"));
        default -> map.put("m", 1L);
      }
    }

    assertThat(keysOf(state, kind.toString())).containsExactly("busy");
  }

  @Test
  default void what_nobody_reads_is_removed_for_each_key_if_it_is_told_to() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    StateTtl ttl =
        new StateTtl(
            100, ON_CREATE_AND_WRITE, NEVER_RETURN_EXPIRED, new Cleanup(false, 5, true, false));
    ValueState<Long> value = state.valueState(value(ttl, null));
    for (int i = 0; i < 100; i++) {
      update(state, value, "key " + i, 1L);
    }
    fixture().elapse(100);
    for (int i = 0; i < 2_000; i++) {
      setKey(state, "another");
    }

    assertThat(keysOf(state, "value")).isEmpty();
    assertThat(read(state, value, "key 1")).isNull();
  }

  private static StateTtl ttl(StateTtl.Touch touch) {
    return new StateTtl(100, touch, NEVER_RETURN_EXPIRED, Cleanup.NONE);
  }

  private static ValueStateSpec<Long> value(StateTtl ttl, Long absent) {
    return new ValueStateSpec<>("value", LONG, absent, ttl);
  }

  private static ListStateSpec<String> list(StateTtl ttl) {
    return new ListStateSpec<>("list", STRING, ttl);
  }

  private static MapStateSpec<String, Long> map(StateTtl ttl) {
    return new MapStateSpec<>("map", STRING, LONG, ttl);
  }

  private static void writeOfEachKind(KeyedStateBackend<String> state, StateTtl ttl)
      throws Exception {
    update(state, state.valueState(value(ttl, null)), "a", 7L);
    state.listState(list(ttl)).addAll(List.of("x", "y"));
    state.mapState(map(ttl)).put("m", 8L);
  }

  private static void checkOfEachKind(KeyedStateBackend<String> state, StateTtl ttl)
      throws Exception {
    assertThat(read(state, state.valueState(value(ttl, null)), "a")).isEqualTo(7);
    assertThat(state.listState(list(ttl)).get()).containsExactly("x", "y");
    assertThat(contentOf(state.mapState(map(ttl)))).containsOnly(entry("m", 8L));
  }
}
