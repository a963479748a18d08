package dev.weir.state.contract;

import static dev.weir.state.contract.TestSerializers.BOXED_LONG;
import static dev.weir.state.contract.TestSerializers.CARD;
import static dev.weir.state.contract.TestSerializers.COLLIDING;
import static dev.weir.state.contract.TestSerializers.DOUBLE;
import static dev.weir.state.contract.TestSerializers.INT;
import static dev.weir.state.contract.TestSerializers.LONG;
import static dev.weir.state.contract.TestSerializers.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ValueState;
import dev.weir.state.contract.TestSerializers.Card;
import dev.weir.state.contract.TestSerializers.Colliding;
import dev.weir.state.spi.CanonicalSnapshot;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.IncompatibleStateException;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.PendingSnapshot;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotRequest.Form;
import dev.weir.state.spi.StateBackend;
import dev.weir.state.spi.TypeSerializer;
import dev.weir.state.spi.ValueStateSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every keyed state backend must do. Extend it and say which backend. */
public abstract class KeyedStateBackendContract {

  private static final int MAX_PARALLELISM = 16;

  private static final ValueStateSpec<Long> COUNT = new ValueStateSpec<>("count", LONG, null);
  private static final ValueStateSpec<Counter> COUNTER =
      new ValueStateSpec<>("counter", Counter.SERIALIZER, null);
  private static final ListStateSpec<String> LINES = new ListStateSpec<>("lines", STRING);
  private static final MapStateSpec<String, Long> WORDS = new MapStateSpec<>("words", STRING, LONG);
  private static final ListStateSpec<Counter> COUNTER_LIST =
      new ListStateSpec<>("counter list", Counter.SERIALIZER);
  private static final MapStateSpec<Long, Counter> COUNTER_MAP =
      new MapStateSpec<>("counter map", LONG, Counter.SERIALIZER);

  private final InMemoryCheckpointStorage storage = new InMemoryCheckpointStorage();
  private StateFixture fixture;

  /** The backend under test. */
  protected abstract StateBackend backend();

  @BeforeEach
  final void open(@TempDir Path directory) {
    fixture = new StateFixture(backend(), storage, directory, MAX_PARALLELISM);
  }

  @AfterEach
  final void close() throws IOException {
    fixture.close();
  }

  // Reading and writing

  @Test
  void each_key_has_a_value_of_its_own() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    ValueState<Long> count = state.valueState(COUNT);

    update(state, count, "a", 1L);
    update(state, count, "b", 2L);

    assertThat(read(state, count, "a")).isEqualTo(1);
    assertThat(read(state, count, "b")).isEqualTo(2);
    assertThat(read(state, count, "c")).isNull();
    assertThat(state.currentKey()).isEqualTo("c");
  }

  @Test
  void states_of_one_key_do_not_meet() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
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
  void fetching_ahead_changes_nothing() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
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

  @Test
  void an_absent_value_reads_as_the_default() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    ValueState<Long> count = state.valueState(new ValueStateSpec<>("count", LONG, 7L));

    assertThat(read(state, count, "a")).isEqualTo(7);
    count.update(8L);
    assertThat(count.value()).isEqualTo(8);
    count.update(null);
    assertThat(count.value()).isEqualTo(7);
  }

  @Test
  void a_changed_default_is_not_the_default_of_another_key() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    ValueState<Counter> counter =
        state.valueState(
            new ValueStateSpec<>("counter", Counter.SERIALIZER, new Counter("default", 0)));

    read(state, counter, "a").count = 5;

    assertThat(read(state, counter, "b")).isEqualTo(new Counter("default", 0));
  }

  @Test
  void clear_and_an_update_to_null_remove_the_value() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
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
  void a_list_keeps_the_order_of_its_elements() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    ListState<String> lines = state.listState(LINES);
    setKey(state, "a");

    assertThat(lines.get()).isEmpty();
    lines.add("one");
    lines.addAll(List.of("two", "one"));
    assertThat(lines.get()).containsExactly("one", "two", "one");
    lines.update(List.of("three"));
    assertThat(lines.get()).containsExactly("three");
    lines.update(List.of());
    assertThat(lines.get()).isEmpty();
    lines.addAll(List.of());
    assertThat(lines.get()).isEmpty();
    lines.add("four");
    lines.clear();
    assertThat(lines.get()).isEmpty();
  }

  @Test
  void a_list_does_not_keep_the_list_it_was_updated_from() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    ListState<String> lines = state.listState(LINES);
    List<String> mine = new ArrayList<>(List.of("one"));
    setKey(state, "a");

    lines.update(mine);
    mine.add("two");

    assertThat(lines.get()).containsExactly("one");
  }

  @Test
  void a_map_is_read_and_written_entry_by_entry() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    MapState<String, Long> words = state.mapState(WORDS);
    setKey(state, "a");

    assertThat(words.isEmpty()).isTrue();
    assertThat(words.get("x")).isNull();
    assertThat(words.entries()).isEmpty();
    words.put("x", 1L);
    words.putAll(Map.of("y", 2L, "z", 3L));
    words.put("x", 4L);

    assertThat(words.isEmpty()).isFalse();
    assertThat(words.get("x")).isEqualTo(4);
    assertThat(words.contains("y")).isTrue();
    assertThat(words.contains("q")).isFalse();
    assertThat(words.keys()).containsExactlyInAnyOrder("x", "y", "z");
    assertThat(words.values()).containsExactlyInAnyOrder(4L, 2L, 3L);
    assertThat(contentOf(words)).containsOnly(entry("x", 4L), entry("y", 2L), entry("z", 3L));

    words.remove("x");
    words.remove("q");
    assertThat(words.contains("x")).isFalse();
    setKey(state, "b");
    assertThat(words.isEmpty()).isTrue();
    words.putAll(Map.of());
    assertThat(words.isEmpty()).isTrue();
    setKey(state, "a");
    words.clear();
    assertThat(words.isEmpty()).isTrue();
  }

  @Test
  void an_iterator_over_a_map_removes_and_replaces() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    MapState<String, Long> words = state.mapState(WORDS);
    setKey(state, "a");
    words.putAll(Map.of("x", 1L, "y", 2L, "z", 3L));

    removeXAndDoubleTheRest(words);

    assertThat(contentOf(words)).containsOnly(entry("y", 4L), entry("z", 6L));
  }

  @Test
  void an_iterator_over_a_map_does_not_change_a_captured_snapshot() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    MapState<String, Long> words = state.mapState(WORDS);
    setKey(state, "a");
    words.putAll(Map.of("x", 1L, "y", 2L, "z", 3L));
    PendingSnapshot<KeyedSnapshot> pending = StateFixture.capture(state, 1, Form.NATIVE);

    removeXAndDoubleTheRest(words);

    assertThat(contentOf(words)).containsOnly(entry("y", 4L), entry("z", 6L));
    KeyedStateBackend<String> restored =
        fixture.open(STRING, StateFixture.await(fixture.write(pending)));
    MapState<String, Long> restoredWords = restored.mapState(WORDS);
    setKey(restored, "a");
    assertThat(contentOf(restoredWords))
        .containsOnly(entry("x", 1L), entry("y", 2L), entry("z", 3L));
  }

  @Test
  void a_map_without_its_last_entry_has_no_key() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    MapState<String, Long> words = state.mapState(WORDS);
    setKey(state, "a");
    words.put("x", 1L);
    words.remove("x");
    setKey(state, "b");
    words.put("x", 1L);

    assertThat(keysOf(state, "words")).containsExactly("b");
  }

  @Test
  void a_value_changed_in_place_and_updated_is_kept() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
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
  void asking_for_a_state_again_gives_the_same_content() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    update(state, state.valueState(COUNT), "a", 3L);

    assertThat(read(state, state.valueState(COUNT), "a")).isEqualTo(3);
  }

  @Test
  void a_state_declared_twice_differently_is_refused() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    state.valueState(COUNT);

    assertThatThrownBy(() -> state.valueState(new ValueStateSpec<>("count", STRING, null)))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContainingAll("'count'", "value of long", "value of string");
    assertThatThrownBy(() -> state.listState(new ListStateSpec<>("count", LONG)))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContainingAll("'count'", "value of long", "list of long");
  }

  @Test
  void a_handle_without_a_current_key_says_so() throws Exception {
    KeyedStateBackend<Long> state = fixture.open(LONG);
    ValueState<Long> count = state.valueState(COUNT);

    assertThat(state.currentKey()).isNull();
    assertThatThrownBy(count::value)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("current key");
    assertThatThrownBy(() -> count.update(1L)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_key_of_another_subtask_is_refused() throws Exception {
    KeyedStateBackend<Long> state = fixture.open(LONG, 0, 4, List.of());
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
  void null_elements_are_refused_by_name() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    ListState<String> lines = state.listState(LINES);
    MapState<String, Long> words = state.mapState(WORDS);
    setKey(state, "a");

    assertThatThrownBy(() -> lines.add(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("'lines'");
    assertThatThrownBy(() -> words.put("x", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("'words'");
  }

  // Key and value types

  static Stream<Arguments> keyTypes() {
    return Stream.of(
        keys("long", LONG, i -> i - 2_500),
        keys("long, far apart", LONG, i -> i << 40),
        keys("int", INT, i -> (int) i - 2_500),
        keys("string", STRING, i -> i == 0 ? "" : "key " + i),
        keys("boxed long", BOXED_LONG, i -> i),
        keys("record", CARD, i -> new Card("bank " + i % 7, i)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keyTypes")
  <K> void thousands_of_keys_come_back(
      String name, TypeSerializer<K> serializer, LongFunction<K> keyOf) throws Exception {
    checkThatKeysComeBack(serializer, keyOf, 5_000);
  }

  @Test
  void keys_with_the_same_hash_are_kept_apart() throws Exception {
    checkThatKeysComeBack(COLLIDING, i -> new Colliding((int) i), 300);
  }

  private <K> void checkThatKeysComeBack(
      TypeSerializer<K> serializer, LongFunction<K> keyOf, int keys) throws Exception {
    KeyedStateBackend<K> state = fixture.open(serializer);
    ValueState<Long> count = state.valueState(COUNT);
    ListState<String> lines = state.listState(LINES);
    for (long i = 0; i < keys; i++) {
      setKey(state, keyOf.apply(i));
      count.update(i);
      lines.add("line " + i);
    }
    for (long i = 0; i < keys; i += 3) {
      setKey(state, keyOf.apply(i));
      count.clear();
    }

    KeyedStateBackend<K> restored =
        fixture.open(serializer, fixture.snapshot(state, 1, Form.NATIVE));

    for (KeyedStateBackend<K> each : List.of(state, restored)) {
      ValueState<Long> eachCount = each.valueState(COUNT);
      ListState<String> eachLines = each.listState(LINES);
      for (long i = 0; i < keys; i++) {
        setKey(each, keyOf.apply(i));
        assertThat(eachCount.value()).isEqualTo(i % 3 == 0 ? null : i);
        assertThat(eachLines.get()).containsExactly("line " + i);
      }
      assertThat(keysOf(each, "lines")).hasSize(keys).doesNotHaveDuplicates();
    }
  }

  static Stream<Arguments> valueTypes() {
    return Stream.of(
        values("long", LONG, List.of(Long.MIN_VALUE, 0L, -1L, Long.MAX_VALUE)),
        values("int", INT, List.of(Integer.MIN_VALUE, 0, -1, Integer.MAX_VALUE)),
        values("double", DOUBLE, List.of(0.0, -0.0, Double.NaN, Double.MIN_VALUE)),
        values("string", STRING, List.of("", "weir", "Größe", "x".repeat(200_000))),
        values("record", CARD, List.of(new Card("", 0), new Card("b", -1))),
        values("mutable", Counter.SERIALIZER, List.of(new Counter("", 0), new Counter("c", -1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("valueTypes")
  <V> void values_of_every_type_come_back(String name, TypeSerializer<V> type, List<V> values)
      throws Exception {
    ValueStateSpec<V> spec = new ValueStateSpec<>("value", type, null);
    ListStateSpec<V> listSpec = new ListStateSpec<>("list", type);
    MapStateSpec<Integer, V> mapSpec = new MapStateSpec<>("map", INT, type);
    KeyedStateBackend<Integer> state = fixture.open(INT);
    for (int i = 0; i < values.size(); i++) {
      update(state, state.valueState(spec), i, values.get(i));
      state.listState(listSpec).addAll(values);
      state.mapState(mapSpec).put(i, values.get(i));
    }

    for (Form form : Form.values()) {
      KeyedStateBackend<Integer> restored =
          fixture.open(INT, fixture.snapshot(state, 1 + form.ordinal(), form));
      for (int i = 0; i < values.size(); i++) {
        assertThat(read(restored, restored.valueState(spec), i)).isEqualTo(values.get(i));
        assertThat(restored.listState(listSpec).get()).containsExactlyElementsOf(values);
        assertThat(contentOf(restored.mapState(mapSpec))).containsOnly(entry(i, values.get(i)));
      }
    }
  }

  // Every key of a state

  @Test
  void for_each_key_meets_each_key_once_and_sets_it() throws Exception {
    KeyedStateBackend<Long> state = fixture.open(LONG);
    ValueState<Long> count = state.valueState(COUNT);
    for (long i = 0; i < 100; i++) {
      update(state, count, i, i * 2);
    }
    Map<Long, Long> met = new HashMap<>();

    state.forEachKey(
        "count",
        key -> {
          assertThat(state.currentKey()).isEqualTo(key);
          assertThat(met.put(key, valueOf(count))).isNull();
        });

    assertThat(met).hasSize(100).containsEntry(0L, 0L).containsEntry(99L, 198L);
  }

  @Test
  void for_each_key_may_change_and_clear_the_state_of_its_key() throws Exception {
    KeyedStateBackend<Long> state = fixture.open(LONG);
    ValueState<Long> count = state.valueState(COUNT);
    MapState<String, Long> words = state.mapState(WORDS);
    for (long i = 0; i < 3_000; i++) {
      update(state, count, i, i);
    }

    state.forEachKey(
        "count",
        key -> {
          try {
            if (key % 2 == 0) {
              count.clear();
            } else {
              count.update(key + 1);
              words.put("seen", key);
            }
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });

    for (long i = 0; i < 3_000; i++) {
      assertThat(read(state, count, i)).isEqualTo(i % 2 == 0 ? null : i + 1);
      assertThat(words.get("seen")).isEqualTo(i % 2 == 0 ? null : i);
    }
  }

  @Test
  void for_each_key_leaves_the_current_key_as_it_was() throws Exception {
    KeyedStateBackend<Long> state = fixture.open(LONG);
    ValueState<Long> count = state.valueState(COUNT);
    for (long i = 0; i < 10; i++) {
      update(state, count, i, i);
    }
    setKey(state, 4L);

    state.forEachKey("count", key -> {});

    assertThat(state.currentKey()).isEqualTo(4);
    assertThat(count.value()).isEqualTo(4);
  }

  @Test
  void for_each_key_of_an_unknown_state_names_it() throws Exception {
    KeyedStateBackend<Long> state = fixture.open(LONG);

    assertThatThrownBy(() -> state.forEachKey("cuont", key -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'cuont'");
  }

  // Snapshot and restore

  @ParameterizedTest
  @EnumSource(Form.class)
  void empty_state_is_snapshot_and_restored(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    state.valueState(COUNT);

    KeyedSnapshot snapshot = fixture.snapshot(state, 1, form);
    KeyedStateBackend<String> restored = fixture.open(STRING, snapshot);

    assertThat(snapshot.keyGroups()).isEqualTo(KeyGroups.rangeOf(0, MAX_PARALLELISM, 1));
    assertThat(read(restored, restored.valueState(COUNT), "a")).isNull();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void a_snapshot_says_what_files_it_needs_and_they_are_sound(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    update(state, state.valueState(COUNT), "a", 1L);

    KeyedSnapshot snapshot = fixture.snapshot(state, 1, form);

    assertThat(snapshot.files()).isNotEmpty();
    for (SnapshotFile file : snapshot.files()) {
      storage.verify(file);
    }
    assertThat(snapshot.newBytes()).isPositive();
    assertThat(snapshot.fullBytes())
        .isEqualTo(snapshot.files().stream().mapToLong(SnapshotFile::length).sum());
  }

  @Test
  void the_canonical_form_is_canonical_and_in_the_directory_of_its_own() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    update(state, state.valueState(COUNT), "a", 1L);

    KeyedSnapshot snapshot = fixture.snapshot(state, 5, Form.CANONICAL);

    assertThat(snapshot).isInstanceOf(CanonicalSnapshot.class);
    assertThat(snapshot.files()).allMatch(file -> file.path().startsWith("job/chk-5/"));
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void a_snapshot_is_not_touched_by_later_changes(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    writeOneOfEach(state, "a", 1);
    PendingSnapshot<KeyedSnapshot> pending = StateFixture.capture(state, 1, form);

    writeOneOfEach(state, "a", 2);
    writeOneOfEach(state, "b", 2);
    setKey(state, "a");
    state.valueState(COUNT).clear();

    KeyedStateBackend<String> restored =
        fixture.open(STRING, StateFixture.await(fixture.write(pending)));
    checkOneOfEach(restored, "a", 1);
    setKey(restored, "b");
    assertThat(restored.valueState(COUNT).value()).isNull();
    assertThat(restored.listState(LINES).get()).isEmpty();
    assertThat(restored.mapState(WORDS).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void a_snapshot_is_not_touched_by_changes_in_place(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    ValueState<Counter> counter = state.valueState(COUNTER);
    ListState<Counter> list = state.listState(COUNTER_LIST);
    MapState<Long, Counter> map = state.mapState(COUNTER_MAP);
    setKey(state, "a");
    counter.update(new Counter("v", 1));
    list.add(new Counter("l", 1));
    map.put(1L, new Counter("m", 1));
    map.put(2L, new Counter("n", 1));
    map.put(3L, new Counter("o", 1));
    PendingSnapshot<KeyedSnapshot> pending = StateFixture.capture(state, 1, form);

    setKey(state, "a");
    counter.value().count++;
    list.get().iterator().next().count++;
    map.get(1L).count++;
    map.values().forEach(each -> each.count++);
    map.entries().forEach(each -> each.getValue().count++);

    KeyedStateBackend<String> restored =
        fixture.open(STRING, StateFixture.await(fixture.write(pending)));
    setKey(restored, "a");
    assertThat(restored.valueState(COUNTER).value()).isEqualTo(new Counter("v", 1));
    assertThat(restored.listState(COUNTER_LIST).get()).containsExactly(new Counter("l", 1));
    assertThat(contentOf(restored.mapState(COUNTER_MAP)))
        .containsOnly(
            entry(1L, new Counter("m", 1)),
            entry(2L, new Counter("n", 1)),
            entry(3L, new Counter("o", 1)));
  }

  @Test
  void changes_in_place_that_are_updated_show_while_a_snapshot_is_pending() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    ValueState<Counter> counter = state.valueState(COUNTER);
    update(state, counter, "a", new Counter("v", 1));
    PendingSnapshot<KeyedSnapshot> pending = StateFixture.capture(state, 1, Form.NATIVE);

    for (int i = 0; i < 3; i++) {
      Counter current = read(state, counter, "a");
      current.count++;
      counter.update(current);
    }

    assertThat(read(state, counter, "a")).isEqualTo(new Counter("v", 4));
    KeyedStateBackend<String> restored =
        fixture.open(STRING, StateFixture.await(fixture.write(pending)));
    assertThat(read(restored, restored.valueState(COUNTER), "a")).isEqualTo(new Counter("v", 1));
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void several_pending_snapshots_each_hold_their_own_moment(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    List<PendingSnapshot<KeyedSnapshot>> pending = new ArrayList<>();
    for (int moment = 0; moment < 5; moment++) {
      writeOneOfEach(state, "a", moment);
      pending.add(StateFixture.capture(state, moment, form));
    }
    writeOneOfEach(state, "a", 99);

    for (int moment : new int[] {3, 0, 4, 2}) {
      KeyedStateBackend<String> restored =
          fixture.open(STRING, StateFixture.await(fixture.write(pending.get(moment))));
      checkOneOfEach(restored, "a", moment);
    }
    fixture.discard(pending.get(1));
    checkOneOfEach(state, "a", 99);
  }

  @Test
  void a_discarded_snapshot_writes_nothing_and_changes_nothing() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    writeOneOfEach(state, "a", 1);
    PendingSnapshot<KeyedSnapshot> pending = StateFixture.capture(state, 1, Form.NATIVE);
    writeOneOfEach(state, "a", 2);

    fixture.discard(pending);

    assertThat(storage.paths()).isEmpty();
    checkOneOfEach(state, "a", 2);
  }

  @Test
  void a_snapshot_that_cannot_be_written_fails_alone() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    writeOneOfEach(state, "a", 1);
    PendingSnapshot<KeyedSnapshot> pending = StateFixture.capture(state, 1, Form.NATIVE);
    storage.full(true);

    assertThatThrownBy(() -> StateFixture.await(fixture.write(pending)))
        .isInstanceOf(IOException.class);
    state.notifyCheckpointAborted(1);
    storage.full(false);
    writeOneOfEach(state, "a", 2);

    assertThat(storage.paths()).noneMatch(path -> path.startsWith(StateFixture.SHARED));
    checkOneOfEach(fixture.open(STRING, fixture.snapshot(state, 2, Form.NATIVE)), "a", 2);
  }

  @Test
  void nothing_is_built_upon_an_aborted_checkpoint() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    writeOneOfEach(state, "a", 1);
    fixture.snapshot(state, 1, Form.NATIVE);
    state.notifyCheckpointAborted(1);
    storage.deleteDirectory("job/chk-1");

    assertThat(storage.paths()).isEmpty();
    checkOneOfEach(fixture.open(STRING, fixture.snapshot(state, 2, Form.NATIVE)), "a", 1);
  }

  @Test
  void a_checkpoint_aborted_before_it_is_written_leaves_no_shared_file() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    writeOneOfEach(state, "a", 1);
    PendingSnapshot<KeyedSnapshot> pending = StateFixture.capture(state, 1, Form.NATIVE);
    state.notifyCheckpointAborted(1);

    try {
      StateFixture.await(fixture.write(pending));
    } catch (IOException givenUp) {
      assertThat(givenUp).hasMessageContaining("1");
    }
    storage.deleteDirectory("job/chk-1");

    assertThat(storage.paths()).isEmpty();
    checkOneOfEach(fixture.open(STRING, fixture.snapshot(state, 2, Form.NATIVE)), "a", 1);
  }

  @Test
  void a_chain_of_completed_checkpoints_needs_no_more_than_the_last_names() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    KeyedSnapshot last = null;
    for (int id = 1; id <= 12; id++) {
      writeOneOfEach(state, "key " + id % 5, id);
      last = fixture.snapshot(state, id, Form.NATIVE);
      state.notifyCheckpointComplete(id);
      removeAllBut(last);
    }

    KeyedStateBackend<String> restored = fixture.open(STRING, last);

    for (int id = 8; id <= 12; id++) {
      checkOneOfEach(restored, "key " + id % 5, id);
    }
  }

  @Test
  void an_aborted_checkpoint_between_completed_ones_loses_no_change() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    writeOneOfEach(state, "a", 1);
    writeOneOfEach(state, "b", 1);
    KeyedSnapshot first = fixture.snapshot(state, 1, Form.NATIVE);
    state.notifyCheckpointComplete(1);
    writeOneOfEach(state, "a", 2);
    fixture.snapshot(state, 2, Form.NATIVE);
    state.notifyCheckpointAborted(2);
    storage.deleteDirectory("job/chk-2");

    KeyedSnapshot third = fixture.snapshot(state, 3, Form.NATIVE);

    KeyedStateBackend<String> restored = fixture.open(STRING, third);
    checkOneOfEach(restored, "a", 2);
    checkOneOfEach(restored, "b", 1);
    checkOneOfEach(fixture.open(STRING, first), "a", 1);
  }

  @Test
  void overlapping_checkpoints_complete_in_any_order() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    writeOneOfEach(state, "a", 1);
    PendingSnapshot<KeyedSnapshot> first = StateFixture.capture(state, 1, Form.NATIVE);
    writeOneOfEach(state, "a", 2);
    PendingSnapshot<KeyedSnapshot> second = StateFixture.capture(state, 2, Form.NATIVE);
    writeOneOfEach(state, "b", 3);
    KeyedSnapshot writtenSecond = StateFixture.await(fixture.write(second));
    KeyedSnapshot writtenFirst = StateFixture.await(fixture.write(first));
    state.notifyCheckpointComplete(2);
    state.notifyCheckpointAborted(1);

    KeyedSnapshot third = fixture.snapshot(state, 3, Form.NATIVE);

    assertThat(writtenFirst).isNotEqualTo(writtenSecond);
    checkOneOfEach(fixture.open(STRING, writtenSecond), "a", 2);
    KeyedStateBackend<String> restored = fixture.open(STRING, third);
    checkOneOfEach(restored, "a", 2);
    checkOneOfEach(restored, "b", 3);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void a_snapshot_of_a_restored_backend_is_whole(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    writeOneOfEach(state, "a", 1);
    KeyedStateBackend<String> second = fixture.open(STRING, fixture.snapshot(state, 1, form));
    writeOneOfEach(second, "b", 2);

    KeyedSnapshot snapshot = fixture.snapshot(second, 2, form);

    KeyedStateBackend<String> third = fixture.open(STRING, snapshot);
    checkOneOfEach(third, "a", 1);
    checkOneOfEach(third, "b", 2);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void state_that_nobody_asked_for_survives(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    for (int i = 0; i < 50; i++) {
      writeOneOfEach(state, "key " + i, i);
    }
    KeyedStateBackend<String> second = fixture.open(STRING, fixture.snapshot(state, 1, form));
    update(second, second.valueState(COUNT), "key 1", 100L);
    KeyedSnapshot snapshot = fixture.snapshot(second, 2, form);
    second.notifyCheckpointComplete(2);
    KeyedStateBackend<String> third = fixture.open(STRING, fixture.snapshot(second, 3, form));

    for (KeyedStateBackend<String> each : List.of(fixture.open(STRING, snapshot), third)) {
      assertThat(read(each, each.valueState(COUNT), "key 1")).isEqualTo(100);
      for (int i = 2; i < 50; i++) {
        checkOneOfEach(each, "key " + i, i);
      }
      setKey(each, "key 1");
      assertThat(each.listState(LINES).get()).containsExactly("line 1", "again 1");
    }
  }

  @Test
  void state_asked_for_while_a_snapshot_is_pending_is_still_in_it() throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    writeOneOfEach(state, "a", 1);
    KeyedStateBackend<String> second =
        fixture.open(STRING, fixture.snapshot(state, 1, Form.NATIVE));
    PendingSnapshot<KeyedSnapshot> pending = StateFixture.capture(second, 2, Form.NATIVE);
    writeOneOfEach(second, "a", 2);

    KeyedSnapshot snapshot = StateFixture.await(fixture.write(pending));

    checkOneOfEach(fixture.open(STRING, snapshot), "a", 1);
    checkOneOfEach(second, "a", 2);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void state_is_redistributed_by_key_group(Form form) throws Exception {
    int keys = 400;
    List<KeyedStateBackend<Long>> one = openAll(1, List.of());
    for (long key = 0; key < keys; key++) {
      writeOneOfEach(one.get(0), key, (int) key);
    }

    List<KeyedStateBackend<Long>> four = openAll(4, snapshotAll(one, 1, form));
    checkDistribution(four, keys, 0);
    for (long key = 0; key < keys; key++) {
      writeOneOfEach(four.get(subtaskOf(key, 4)), key, (int) key + 1);
    }

    List<KeyedStateBackend<Long>> three = openAll(3, snapshotAll(four, 2, form));
    checkDistribution(three, keys, 1);
  }

  // What does not fit, what is damaged

  @ParameterizedTest
  @EnumSource(Form.class)
  void restored_state_of_another_schema_is_refused_by_name(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    writeOneOfEach(state, "a", 1);
    KeyedStateBackend<String> restored = fixture.open(STRING, fixture.snapshot(state, 1, form));

    assertThatThrownBy(() -> restored.valueState(new ValueStateSpec<>("count", STRING, null)))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContainingAll("'count'", StateFixture.OPERATOR, "value of long", "string");
    assertThatThrownBy(() -> restored.listState(new ListStateSpec<>("lines", LONG)))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContainingAll("'lines'", "list of string", "list of long");
    assertThatThrownBy(() -> restored.mapState(new MapStateSpec<>("words", LONG, LONG)))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContainingAll("'words'", "map from string to long", "map from long to long");
    checkOneOfEach(restored, "a", 1);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void restored_state_of_another_kind_is_refused_by_name(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    writeOneOfEach(state, "a", 1);
    KeyedStateBackend<String> restored = fixture.open(STRING, fixture.snapshot(state, 1, form));

    assertThatThrownBy(() -> restored.listState(new ListStateSpec<>("count", LONG)))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContainingAll("'count'", "value of long", "list of long");
    assertThatThrownBy(() -> restored.valueState(new ValueStateSpec<>("lines", STRING, null)))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContainingAll("'lines'", "list of string", "value of string");
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void state_keyed_by_another_type_is_refused(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    writeOneOfEach(state, "a", 1);
    KeyedSnapshot snapshot = fixture.snapshot(state, 1, form);

    assertThatThrownBy(() -> fixture.open(LONG, snapshot))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContainingAll(StateFixture.OPERATOR, "string", "long");
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void a_missing_file_is_named(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    writeOneOfEach(state, "a", 1);
    KeyedSnapshot snapshot = fixture.snapshot(state, 1, form);

    for (SnapshotFile file : snapshot.files()) {
      byte[] content = storage.read(file.path());
      storage.delete(file.path());
      assertThatThrownBy(() -> fixture.open(STRING, snapshot))
          .isInstanceOf(CorruptStateException.class)
          .hasMessageContaining(file.path());
      storage.overwrite(file.path(), content);
    }
    checkOneOfEach(fixture.open(STRING, snapshot), "a", 1);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void a_file_cut_short_is_named(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    writeOneOfEach(state, "a", 1);
    KeyedSnapshot snapshot = fixture.snapshot(state, 1, form);

    for (SnapshotFile file : snapshot.files()) {
      byte[] content = storage.read(file.path());
      storage.overwrite(file.path(), java.util.Arrays.copyOf(content, content.length / 2));
      assertThatThrownBy(() -> fixture.open(STRING, snapshot))
          .isInstanceOf(CorruptStateException.class)
          .hasMessageContaining(file.path());
      storage.overwrite(file.path(), content);
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void a_flipped_bit_anywhere_is_found_and_the_file_named(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture.open(STRING);
    for (int i = 0; i < 20; i++) {
      writeOneOfEach(state, "key " + i, i);
    }
    KeyedSnapshot snapshot = fixture.snapshot(state, 1, form);
    Seed seed = Seed.fromSystemProperty();

    for (SnapshotFile file : snapshot.files()) {
      for (int i = 0; i < 25; i++) {
        byte[] content = storage.read(file.path());
        byte[] damaged = content.clone();
        damaged[seed.random().nextInt(damaged.length)] ^= 1 << seed.random().nextInt(8);
        storage.overwrite(file.path(), damaged);
        assertThatThrownBy(() -> fixture.open(STRING, snapshot))
            .as("seed %d", seed.value())
            .isInstanceOf(CorruptStateException.class)
            .hasMessageContaining(file.path());
        storage.overwrite(file.path(), content);
      }
    }
  }

  // The twin

  /** Steps of each random run beside the twin. */
  protected int twinSteps() {
    return 30_000;
  }

  @Test
  void behaves_as_its_naive_twin_with_long_keys() throws Exception {
    runBesideTwin(LONG, i -> i * 7L, 300);
  }

  @Test
  void behaves_as_its_naive_twin_with_string_keys() throws Exception {
    runBesideTwin(STRING, i -> "key " + i, 300);
  }

  @Test
  void behaves_as_its_naive_twin_with_colliding_keys() throws Exception {
    runBesideTwin(COLLIDING, Colliding::new, 30);
  }

  private <K> void runBesideTwin(TypeSerializer<K> keySerializer, IntFunction<K> keyOf, int keys)
      throws Exception {
    Seed seed = Seed.fromSystemProperty();
    try {
      new TwinRun<>(fixture, keySerializer, keyOf, keys, seed.random()).run(twinSteps());
    } catch (AssertionError | Exception e) {
      throw new AssertionError("differs from its twin, replay with -Dseed=" + seed.value(), e);
    }
  }

  // Size

  @Test
  void size_grows_with_the_state() throws Exception {
    KeyedStateBackend<Long> state = fixture.open(LONG);
    ValueState<Long> count = state.valueState(COUNT);
    assertThat(state.size().entries()).isZero();
    for (long i = 0; i < 1_000; i++) {
      update(state, count, i, i);
    }

    assertThat(state.size().entries()).isBetween(900L, 1_100L);
    assertThat(state.size().bytes()).isPositive();
  }

  // What the tests are told with

  private static <K> void setKey(KeyedStateBackend<K> state, K key) {
    state.setCurrentKey(key, KeyGroups.hash(key));
  }

  private static <K, V> void update(
      KeyedStateBackend<K> state, ValueState<V> handle, K key, V value) throws IOException {
    setKey(state, key);
    handle.update(value);
  }

  private static <K, V> V read(KeyedStateBackend<K> state, ValueState<V> handle, K key)
      throws IOException {
    setKey(state, key);
    return handle.value();
  }

  private static <V> V valueOf(ValueState<V> handle) {
    try {
      return handle.value();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static <A, B> Map<A, B> contentOf(MapState<A, B> map) throws Exception {
    Map<A, B> content = new HashMap<>();
    for (Map.Entry<A, B> each : map.entries()) {
      content.put(each.getKey(), each.getValue());
    }
    return content;
  }

  private static <K> List<K> keysOf(KeyedStateBackend<K> state, String name) {
    List<K> keys = new ArrayList<>();
    state.forEachKey(name, keys::add);
    return keys;
  }

  private static void removeXAndDoubleTheRest(MapState<String, Long> words) throws Exception {
    Iterator<Map.Entry<String, Long>> entries = words.iterator();
    while (entries.hasNext()) {
      Map.Entry<String, Long> each = entries.next();
      if (each.getKey().equals("x")) {
        entries.remove();
      } else {
        each.setValue(each.getValue() * 2);
      }
    }
  }

  private static <K> void writeOneOfEach(KeyedStateBackend<K> state, K key, int number)
      throws Exception {
    setKey(state, key);
    state.valueState(COUNT).update((long) number);
    state.valueState(COUNTER).update(new Counter("c", number));
    ListState<String> lines = state.listState(LINES);
    lines.update(List.of("line " + number));
    lines.add("again " + number);
    MapState<String, Long> words = state.mapState(WORDS);
    words.put("fixed", (long) number);
    words.put("moving " + number, 1L);
    words.remove("moving " + (number - 1));
  }

  private static <K> void checkOneOfEach(KeyedStateBackend<K> state, K key, int number)
      throws Exception {
    setKey(state, key);
    assertThat(state.valueState(COUNT).value()).isEqualTo(number);
    assertThat(state.valueState(COUNTER).value()).isEqualTo(new Counter("c", number));
    assertThat(state.listState(LINES).get()).containsExactly("line " + number, "again " + number);
    assertThat(contentOf(state.mapState(WORDS)))
        .containsEntry("fixed", (long) number)
        .containsEntry("moving " + number, 1L)
        .doesNotContainKey("moving " + (number - 1));
  }

  private List<KeyedStateBackend<Long>> openAll(int parallelism, List<KeyedSnapshot> restore)
      throws IOException {
    List<KeyedStateBackend<Long>> subtasks = new ArrayList<>();
    for (int i = 0; i < parallelism; i++) {
      subtasks.add(fixture.open(LONG, i, parallelism, restore));
    }
    return subtasks;
  }

  private List<KeyedSnapshot> snapshotAll(
      List<KeyedStateBackend<Long>> subtasks, long checkpointId, Form form) throws Exception {
    List<KeyedSnapshot> snapshots = new ArrayList<>();
    for (KeyedStateBackend<Long> subtask : subtasks) {
      snapshots.add(fixture.snapshot(subtask, checkpointId, form));
    }
    return snapshots;
  }

  private static int subtaskOf(long key, int parallelism) {
    int keyGroup = KeyGroups.groupOf(KeyGroups.hash(key), MAX_PARALLELISM);
    return KeyGroups.subtaskOf(keyGroup, MAX_PARALLELISM, parallelism);
  }

  private static void checkDistribution(
      List<KeyedStateBackend<Long>> subtasks, int keys, int offset) throws Exception {
    for (long key = 0; key < keys; key++) {
      checkOneOfEach(subtasks.get(subtaskOf(key, subtasks.size())), key, (int) key + offset);
    }
    int held = 0;
    for (KeyedStateBackend<Long> subtask : subtasks) {
      held += keysOf(subtask, "lines").size();
    }
    assertThat(held).isEqualTo(keys);
  }

  private void removeAllBut(KeyedSnapshot kept) throws IOException {
    List<String> needed = kept.files().stream().map(SnapshotFile::path).toList();
    for (String path : storage.paths()) {
      if (!needed.contains(path)) {
        storage.delete(path);
      }
    }
  }

  private static <K> Arguments keys(
      String name, TypeSerializer<K> serializer, LongFunction<K> keyOf) {
    return Arguments.of(name, serializer, keyOf);
  }

  private static <V> Arguments values(String name, TypeSerializer<V> type, List<V> values) {
    return Arguments.of(name, type, values);
  }
}
