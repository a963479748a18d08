package dev.weir.state.contract;

import static dev.weir.state.contract.TestSerializers.LONG;
import static dev.weir.state.contract.TestSerializers.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.ValueState;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.ValueStateSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The states that the contracts work on, and short words to work on them with. */
final class ContractStates {

  static final ValueStateSpec<Long> COUNT = new ValueStateSpec<>("count", LONG, null);
  static final ValueStateSpec<Counter> COUNTER =
      new ValueStateSpec<>("counter", Counter.SERIALIZER, null);
  static final ListStateSpec<String> LINES = new ListStateSpec<>("lines", STRING);
  static final MapStateSpec<String, Long> WORDS = new MapStateSpec<>("words", STRING, LONG);
  static final ListStateSpec<Counter> COUNTER_LIST =
      new ListStateSpec<>("counter list", Counter.SERIALIZER);
  static final MapStateSpec<Long, Counter> COUNTER_MAP =
      new MapStateSpec<>("counter map", LONG, Counter.SERIALIZER);

  private ContractStates() {}

  static <K> void setKey(KeyedStateBackend<K> state, K key) {
    state.setCurrentKey(key, KeyGroups.hash(key));
  }

  static <K, V> void update(KeyedStateBackend<K> state, ValueState<V> handle, K key, V value)
      throws IOException {
    setKey(state, key);
    handle.update(value);
  }

  static <K, V> V read(KeyedStateBackend<K> state, ValueState<V> handle, K key) throws IOException {
    setKey(state, key);
    return handle.value();
  }

  static <V> V valueOf(ValueState<V> handle) {
    try {
      return handle.value();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static <A, B> Map<A, B> contentOf(MapState<A, B> map) throws Exception {
    Map<A, B> content = new HashMap<>();
    for (Map.Entry<A, B> each : map.entries()) {
      content.put(each.getKey(), each.getValue());
    }
    return content;
  }

  static <K> List<K> keysOf(KeyedStateBackend<K> state, String name) {
    List<K> keys = new ArrayList<>();
    state.forEachKey(name, keys::add);
    return keys;
  }

  static <K> void writeOneOfEach(KeyedStateBackend<K> state, K key, int number) throws Exception {
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

  static <K> void checkOneOfEach(KeyedStateBackend<K> state, K key, int number) throws Exception {
    setKey(state, key);
    assertThat(state.valueState(COUNT).value()).isEqualTo(number);
    assertThat(state.valueState(COUNTER).value()).isEqualTo(new Counter("c", number));
    assertThat(state.listState(LINES).get()).containsExactly("line " + number, "again " + number);
    assertThat(contentOf(state.mapState(WORDS)))
        .containsEntry("fixed", (long) number)
        .containsEntry("moving " + number, 1L)
        .doesNotContainKey("moving " + (number - 1));
  }
}
