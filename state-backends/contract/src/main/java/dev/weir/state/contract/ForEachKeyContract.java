package dev.weir.state.contract;

import static dev.weir.state.contract.ContractStates.COUNT;
import static dev.weir.state.contract.ContractStates.WORDS;
import static dev.weir.state.contract.ContractStates.read;
import static dev.weir.state.contract.ContractStates.setKey;
import static dev.weir.state.contract.ContractStates.update;
import static dev.weir.state.contract.ContractStates.valueOf;
import static dev.weir.state.contract.TestSerializers.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.state.MapState;
import dev.weir.state.ValueState;
import dev.weir.state.spi.KeyedStateBackend;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Going over all keys of a state. */
interface ForEachKeyContract extends ContractTools {

  @Test
  default void for_each_key_meets_each_key_once_and_sets_it() throws Exception {
    KeyedStateBackend<Long> state = fixture().open(LONG);
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
  default void for_each_key_may_change_and_clear_the_state_of_its_key() throws Exception {
    KeyedStateBackend<Long> state = fixture().open(LONG);
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
  default void for_each_key_leaves_the_current_key_as_it_was() throws Exception {
    KeyedStateBackend<Long> state = fixture().open(LONG);
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
  default void for_each_key_of_an_unknown_state_names_it() throws Exception {
    KeyedStateBackend<Long> state = fixture().open(LONG);

    assertThatThrownBy(() -> state.forEachKey("cuont", key -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'cuont'");
  }
}
