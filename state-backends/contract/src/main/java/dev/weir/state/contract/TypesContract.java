package dev.weir.state.contract;

import static dev.weir.state.contract.ContractStates.COUNT;
import static dev.weir.state.contract.ContractStates.LINES;
import static dev.weir.state.contract.ContractStates.contentOf;
import static dev.weir.state.contract.ContractStates.keysOf;
import static dev.weir.state.contract.ContractStates.read;
import static dev.weir.state.contract.ContractStates.setKey;
import static dev.weir.state.contract.ContractStates.update;
import static dev.weir.state.contract.TestSerializers.BOXED_LONG;
import static dev.weir.state.contract.TestSerializers.CARD;
import static dev.weir.state.contract.TestSerializers.COLLIDING;
import static dev.weir.state.contract.TestSerializers.DOUBLE;
import static dev.weir.state.contract.TestSerializers.INT;
import static dev.weir.state.contract.TestSerializers.LONG;
import static dev.weir.state.contract.TestSerializers.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.weir.state.ListState;
import dev.weir.state.ValueState;
import dev.weir.state.contract.TestSerializers.Card;
import dev.weir.state.contract.TestSerializers.Colliding;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.SnapshotRequest.Form;
import dev.weir.state.spi.TypeSerializer;
import dev.weir.state.spi.ValueStateSpec;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys and values of every type. */
interface TypesContract extends ContractTools {

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
  @MethodSource("dev.weir.state.contract.TypesContract#keyTypes")
  default <K> void thousands_of_keys_come_back(
      String name, TypeSerializer<K> serializer, LongFunction<K> keyOf) throws Exception {
    checkThatKeysComeBack(serializer, keyOf, 5_000);
  }

  @Test
  default void keys_with_the_same_hash_are_kept_apart() throws Exception {
    checkThatKeysComeBack(COLLIDING, i -> new Colliding((int) i), 300);
  }

  private <K> void checkThatKeysComeBack(
      TypeSerializer<K> serializer, LongFunction<K> keyOf, int keys) throws Exception {
    KeyedStateBackend<K> state = fixture().open(serializer);
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
        fixture().open(serializer, fixture().snapshot(state, 1, Form.NATIVE));

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
  @MethodSource("dev.weir.state.contract.TypesContract#valueTypes")
  default <V> void values_of_every_type_come_back(
      String name, TypeSerializer<V> type, List<V> values) throws Exception {
    ValueStateSpec<V> spec = new ValueStateSpec<>("value", type, null);
    ListStateSpec<V> listSpec = new ListStateSpec<>("list", type);
    MapStateSpec<Integer, V> mapSpec = new MapStateSpec<>("map", INT, type);
    KeyedStateBackend<Integer> state = fixture().open(INT);
    for (int i = 0; i < values.size(); i++) {
      update(state, state.valueState(spec), i, values.get(i));
      state.listState(listSpec).addAll(values);
      state.mapState(mapSpec).put(i, values.get(i));
    }

    for (Form form : Form.values()) {
      KeyedStateBackend<Integer> restored =
          fixture().open(INT, fixture().snapshot(state, 1 + form.ordinal(), form));
      for (int i = 0; i < values.size(); i++) {
        assertThat(read(restored, restored.valueState(spec), i)).isEqualTo(values.get(i));
        assertThat(restored.listState(listSpec).get()).containsExactlyElementsOf(values);
        assertThat(contentOf(restored.mapState(mapSpec))).containsOnly(entry(i, values.get(i)));
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
