package dev.weir.state.contract;

import static dev.weir.state.contract.ContractStates.checkOneOfEach;
import static dev.weir.state.contract.ContractStates.writeOneOfEach;
import static dev.weir.state.contract.TestSerializers.LONG;
import static dev.weir.state.contract.TestSerializers.STRING;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.IncompatibleStateException;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.MapStateSpec;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotRequest.Form;
import dev.weir.state.spi.ValueStateSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What does not fit and what is damaged is refused, by name. */
interface DamageContract extends ContractTools {

  @ParameterizedTest
  @EnumSource(Form.class)
  default void restored_state_of_another_schema_is_refused_by_name(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    writeOneOfEach(state, "a", 1);
    KeyedStateBackend<String> restored = fixture().open(STRING, fixture().snapshot(state, 1, form));

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
  default void restored_state_of_another_kind_is_refused_by_name(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    writeOneOfEach(state, "a", 1);
    KeyedStateBackend<String> restored = fixture().open(STRING, fixture().snapshot(state, 1, form));

    assertThatThrownBy(() -> restored.listState(new ListStateSpec<>("count", LONG)))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContainingAll("'count'", "value of long", "list of long");
    assertThatThrownBy(() -> restored.valueState(new ValueStateSpec<>("lines", STRING, null)))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContainingAll("'lines'", "list of string", "value of string");
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  default void state_keyed_by_another_type_is_refused(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    writeOneOfEach(state, "a", 1);
    KeyedSnapshot snapshot = fixture().snapshot(state, 1, form);

    assertThatThrownBy(() -> fixture().open(LONG, snapshot))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContainingAll(StateFixture.OPERATOR, "string", "long");
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  default void a_missing_file_is_named(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    writeOneOfEach(state, "a", 1);
    KeyedSnapshot snapshot = fixture().snapshot(state, 1, form);

    for (SnapshotFile file : snapshot.files()) {
      byte[] content = storage().read(file.path());
      storage().delete(file.path());
      assertThatThrownBy(() -> fixture().open(STRING, snapshot))
          .isInstanceOf(CorruptStateException.class)
          .hasMessageContaining(file.path());
      storage().overwrite(file.path(), content);
    }
    checkOneOfEach(fixture().open(STRING, snapshot), "a", 1);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  default void a_file_cut_short_is_named(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    writeOneOfEach(state, "a", 1);
    KeyedSnapshot snapshot = fixture().snapshot(state, 1, form);

    for (SnapshotFile file : snapshot.files()) {
      byte[] content = storage().read(file.path());
      storage().overwrite(file.path(), java.util.Arrays.copyOf(content, content.length / 2));
      assertThatThrownBy(() -> fixture().open(STRING, snapshot))
          .isInstanceOf(CorruptStateException.class)
          .hasMessageContaining(file.path());
      storage().overwrite(file.path(), content);
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  default void a_flipped_bit_anywhere_is_found_and_the_file_named(Form form) throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    for (int i = 0; i < 20; i++) {
      writeOneOfEach(state, "key " + i, i);
    }
    KeyedSnapshot snapshot = fixture().snapshot(state, 1, form);
    Seed seed = Seed.fromSystemProperty();

    for (SnapshotFile file : snapshot.files()) {
      for (int i = 0; i < 25; i++) {
        byte[] content = storage().read(file.path());
        byte[] damaged = content.clone();
        damaged[seed.random().nextInt(damaged.length)] ^= 1 << seed.random().nextInt(8);
        storage().overwrite(file.path(), damaged);
        assertThatThrownBy(() -> fixture().open(STRING, snapshot))
            .as("seed %d", seed.value())
            .isInstanceOf(CorruptStateException.class)
            .hasMessageContaining(file.path());
        storage().overwrite(file.path(), content);
      }
    }
  }
}
