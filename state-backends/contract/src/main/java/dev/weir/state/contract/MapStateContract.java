package dev.weir.state.contract;

import static dev.weir.state.contract.ContractStates.WORDS;
import static dev.weir.state.contract.ContractStates.contentOf;
import static dev.weir.state.contract.ContractStates.keysOf;
import static dev.weir.state.contract.ContractStates.setKey;
import static dev.weir.state.contract.TestSerializers.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.weir.state.MapState;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.PendingSnapshot;
import dev.weir.state.spi.SnapshotRequest.Form;
import java.util.Iterator;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What maps must do. */
interface MapStateContract extends ContractTools {

  @Test
  default void a_map_is_read_and_written_entry_by_entry() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
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
  default void an_iterator_over_a_map_removes_and_replaces() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    MapState<String, Long> words = state.mapState(WORDS);
    setKey(state, "a");
    words.putAll(Map.of("x", 1L, "y", 2L, "z", 3L));

    removeXAndDoubleTheRest(words);

    assertThat(contentOf(words)).containsOnly(entry("y", 4L), entry("z", 6L));
  }

  @Test
  default void an_iterator_over_a_map_does_not_change_a_captured_snapshot() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    MapState<String, Long> words = state.mapState(WORDS);
    setKey(state, "a");
    words.putAll(Map.of("x", 1L, "y", 2L, "z", 3L));
    PendingSnapshot<KeyedSnapshot> pending = StateFixture.capture(state, 1, Form.NATIVE);

    removeXAndDoubleTheRest(words);

    assertThat(contentOf(words)).containsOnly(entry("y", 4L), entry("z", 6L));
    KeyedStateBackend<String> restored =
        fixture().open(STRING, StateFixture.await(fixture().write(pending)));
    MapState<String, Long> restoredWords = restored.mapState(WORDS);
    setKey(restored, "a");
    assertThat(contentOf(restoredWords))
        .containsOnly(entry("x", 1L), entry("y", 2L), entry("z", 3L));
  }

  @Test
  default void a_map_without_its_last_entry_has_no_key() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    MapState<String, Long> words = state.mapState(WORDS);
    setKey(state, "a");
    words.put("x", 1L);
    words.remove("x");
    setKey(state, "b");
    words.put("x", 1L);

    assertThat(keysOf(state, "words")).containsExactly("b");
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
}
