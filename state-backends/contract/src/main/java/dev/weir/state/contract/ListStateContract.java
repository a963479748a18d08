package dev.weir.state.contract;

import static dev.weir.state.contract.ContractStates.LINES;
import static dev.weir.state.contract.ContractStates.WORDS;
import static dev.weir.state.contract.ContractStates.setKey;
import static dev.weir.state.contract.TestSerializers.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.state.ListState;
import dev.weir.state.MapState;
import dev.weir.state.spi.KeyedStateBackend;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lists must do. */
interface ListStateContract extends ContractTools {

  @Test
  default void a_list_keeps_the_order_of_its_elements() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
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
  default void a_list_does_not_keep_the_list_it_was_updated_from() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    ListState<String> lines = state.listState(LINES);
    List<String> mine = new ArrayList<>(List.of("one"));
    setKey(state, "a");

    lines.update(mine);
    mine.add("two");

    assertThat(lines.get()).containsExactly("one");
  }

  @Test
  default void null_elements_are_refused_by_name() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
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
}
