package dev.weir.state.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.state.ValueState;
import dev.weir.state.contract.InMemoryCheckpointStorage;
import dev.weir.state.contract.StateFixture;
import dev.weir.state.contract.TestSerializers;
import dev.weir.state.spi.CanonicalSnapshot;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotRequest.Form;
import dev.weir.state.spi.ValueStateSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cost of a checkpoint follows what changed since the last complete one. */
class ReuseTest {

  private static final ValueStateSpec<Long> COUNT =
      new ValueStateSpec<>("count", TestSerializers.LONG, null);
  private static final int KEYS = 20_000;

  private final InMemoryCheckpointStorage storage = new InMemoryCheckpointStorage();
  private StateFixture fixture;
  private KeyedStateBackend<Long> state;
  private ValueState<Long> count;

  @BeforeEach
  void fill(@TempDir Path directory) throws Exception {
    fixture = new StateFixture(new HashMapStateBackend(), storage, directory, 128);
    state = fixture.open(TestSerializers.LONG);
    count = state.valueState(COUNT);
    for (long key = 0; key < KEYS; key++) {
      update(key, key);
    }
  }

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  @Test
  void without_a_change_nothing_is_written() throws Exception {
    CanonicalSnapshot first = complete(1);

    CanonicalSnapshot second = snapshot(2, Form.NATIVE);

    assertThat(second.sections()).isEqualTo(first.sections());
    assertThat(second.newBytes()).isZero();
    assertThat(storage.paths()).hasSize(1);
  }

  @Test
  void only_the_key_group_that_changed_is_written() throws Exception {
    CanonicalSnapshot first = complete(1);
    update(7, -1);

    CanonicalSnapshot second = snapshot(2, Form.NATIVE);

    int changed = KeyGroups.groupOf(KeyGroups.hash(7L), 128);
    assertThat(second.newBytes()).isPositive().isLessThan(first.newBytes() / 50);
    assertThat(second.sections())
        .filteredOn(section -> !first.sections().contains(section))
        .extracting(CanonicalSnapshot.Section::keyGroup)
        .containsExactly(changed);
    KeyedStateBackend<Long> restored = fixture.open(TestSerializers.LONG, second);
    ValueState<Long> restoredCount = restored.valueState(COUNT);
    for (long key = 0; key < KEYS; key++) {
      restored.setCurrentKey(key, KeyGroups.hash(key));
      assertThat(restoredCount.value()).isEqualTo(key == 7 ? -1 : key);
    }
  }

  @Test
  void what_is_not_known_to_be_complete_is_not_built_upon() throws Exception {
    snapshot(1, Form.NATIVE);

    CanonicalSnapshot second = snapshot(2, Form.NATIVE);

    assertThat(second.sections()).allMatch(section -> section.file().path().contains("/2-0-"));
  }

  @Test
  void a_change_before_a_later_capture_is_not_lost_when_an_earlier_one_completes()
      throws Exception {
    snapshot(1, Form.NATIVE);
    update(7, -1);
    snapshot(2, Form.NATIVE);
    state.notifyCheckpointComplete(1);
    state.notifyCheckpointAborted(2);

    CanonicalSnapshot third = snapshot(3, Form.NATIVE);

    KeyedStateBackend<Long> restored = fixture.open(TestSerializers.LONG, third);
    restored.setCurrentKey(7L, KeyGroups.hash(7L));
    assertThat(restored.valueState(COUNT).value()).isEqualTo(-1);
  }

  @Test
  void the_canonical_form_shares_no_file() throws Exception {
    CanonicalSnapshot first = complete(1);

    CanonicalSnapshot savepoint = snapshot(2, Form.CANONICAL);

    assertThat(savepoint.files()).doesNotContainAnyElementsOf(first.files());
    state.notifyCheckpointComplete(2);
    assertThat(snapshot(3, Form.NATIVE).sections()).isEqualTo(first.sections());
  }

  @Test
  void a_file_that_is_mostly_out_of_use_is_left() throws Exception {
    complete(1);
    CanonicalSnapshot last = null;
    for (int id = 2; id <= 30; id++) {
      for (long key = 0; key < 10; key++) {
        update(id * 100L + key, id);
      }
      last = complete(id);
    }

    long inUse = last.sections().stream().mapToLong(CanonicalSnapshot.Section::length).sum();
    assertThat(last.files().stream().mapToLong(SnapshotFile::length).sum())
        .isLessThan(inUse * 2 + 30 * 100);
    assertThat(last.files()).noneMatch(file -> file.path().contains("/1-0-"));
  }

  @Test
  void a_key_group_that_was_emptied_has_no_section() throws Exception {
    complete(1);
    int emptied = KeyGroups.groupOf(KeyGroups.hash(7L), 128);
    for (long key = 0; key < KEYS; key++) {
      if (KeyGroups.groupOf(KeyGroups.hash(key), 128) == emptied) {
        state.setCurrentKey(key, KeyGroups.hash(key));
        count.clear();
      }
    }

    assertThat(complete(2).sections())
        .hasSize(127)
        .noneMatch(section -> section.keyGroup() == emptied);
    assertThat(snapshot(3, Form.NATIVE).sections()).hasSize(127);
  }

  @Test
  void reading_a_value_that_can_change_in_place_counts_as_a_change() throws Exception {
    ValueStateSpec<dev.weir.state.contract.Counter> spec =
        new ValueStateSpec<>("counter", dev.weir.state.contract.Counter.SERIALIZER, null);
    state.setCurrentKey(7L, KeyGroups.hash(7L));
    state.valueState(spec).update(new dev.weir.state.contract.Counter("c", 1));
    complete(1);

    state.setCurrentKey(7L, KeyGroups.hash(7L));
    state.valueState(spec).value().count = 2;

    KeyedStateBackend<Long> restored = fixture.open(TestSerializers.LONG, snapshot(2, Form.NATIVE));
    restored.setCurrentKey(7L, KeyGroups.hash(7L));
    assertThat(restored.valueState(spec).value().count).isEqualTo(2);
  }

  @Test
  void files_are_named_for_checkpoint_and_subtask() throws Exception {
    snapshot(1, Form.NATIVE);

    assertThat(storage.paths()).singleElement().asString().startsWith("job/shared/1-0-");
    assertThat(List.copyOf(storage.paths()).get(0)).endsWith(".keys");
  }

  private void update(long key, long value) throws IOException {
    state.setCurrentKey(key, KeyGroups.hash(key));
    count.update(value);
  }

  private CanonicalSnapshot complete(long id) throws Exception {
    CanonicalSnapshot snapshot = snapshot(id, Form.NATIVE);
    state.notifyCheckpointComplete(id);
    return snapshot;
  }

  private CanonicalSnapshot snapshot(long id, Form form) throws Exception {
    return (CanonicalSnapshot) fixture.snapshot(state, id, form);
  }
}
