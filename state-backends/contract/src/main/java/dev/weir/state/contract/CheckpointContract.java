package dev.weir.state.contract;

import static dev.weir.state.contract.ContractStates.checkOneOfEach;
import static dev.weir.state.contract.ContractStates.writeOneOfEach;
import static dev.weir.state.contract.TestSerializers.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.PendingSnapshot;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotRequest.Form;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A chain of checkpoints, some of which come to nothing. */
interface CheckpointContract extends ContractTools {

  @Test
  default void a_discarded_snapshot_writes_nothing_and_changes_nothing() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    writeOneOfEach(state, "a", 1);
    PendingSnapshot<KeyedSnapshot> pending = StateFixture.capture(state, 1, Form.NATIVE);
    writeOneOfEach(state, "a", 2);

    fixture().discard(pending);

    assertThat(storage().paths()).isEmpty();
    checkOneOfEach(state, "a", 2);
  }

  @Test
  default void a_snapshot_that_cannot_be_written_fails_alone() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    writeOneOfEach(state, "a", 1);
    PendingSnapshot<KeyedSnapshot> pending = StateFixture.capture(state, 1, Form.NATIVE);
    storage().full(true);

    assertThatThrownBy(() -> StateFixture.await(fixture().write(pending)))
        .isInstanceOf(IOException.class);
    state.notifyCheckpointAborted(1);
    storage().full(false);
    writeOneOfEach(state, "a", 2);

    assertThat(storage().paths()).noneMatch(path -> path.startsWith(StateFixture.SHARED));
    checkOneOfEach(fixture().open(STRING, fixture().snapshot(state, 2, Form.NATIVE)), "a", 2);
  }

  @Test
  default void nothing_is_built_upon_an_aborted_checkpoint() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    writeOneOfEach(state, "a", 1);
    fixture().snapshot(state, 1, Form.NATIVE);
    state.notifyCheckpointAborted(1);
    storage().deleteDirectory("job/chk-1");

    assertThat(storage().paths()).isEmpty();
    checkOneOfEach(fixture().open(STRING, fixture().snapshot(state, 2, Form.NATIVE)), "a", 1);
  }

  @Test
  default void a_checkpoint_aborted_before_it_is_written_leaves_no_shared_file() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    writeOneOfEach(state, "a", 1);
    PendingSnapshot<KeyedSnapshot> pending = StateFixture.capture(state, 1, Form.NATIVE);
    state.notifyCheckpointAborted(1);

    try {
      StateFixture.await(fixture().write(pending));
    } catch (IOException givenUp) {
      assertThat(givenUp).hasMessageContaining("1");
    }
    storage().deleteDirectory("job/chk-1");

    assertThat(storage().paths()).isEmpty();
    checkOneOfEach(fixture().open(STRING, fixture().snapshot(state, 2, Form.NATIVE)), "a", 1);
  }

  @Test
  default void a_chain_of_completed_checkpoints_needs_no_more_than_the_last_names()
      throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    KeyedSnapshot last = null;
    for (int id = 1; id <= 12; id++) {
      writeOneOfEach(state, "key " + id % 5, id);
      last = fixture().snapshot(state, id, Form.NATIVE);
      state.notifyCheckpointComplete(id);
      removeAllBut(last);
    }

    KeyedStateBackend<String> restored = fixture().open(STRING, last);

    for (int id = 8; id <= 12; id++) {
      checkOneOfEach(restored, "key " + id % 5, id);
    }
  }

  @Test
  default void an_aborted_checkpoint_between_completed_ones_loses_no_change() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    writeOneOfEach(state, "a", 1);
    writeOneOfEach(state, "b", 1);
    KeyedSnapshot first = fixture().snapshot(state, 1, Form.NATIVE);
    state.notifyCheckpointComplete(1);
    writeOneOfEach(state, "a", 2);
    fixture().snapshot(state, 2, Form.NATIVE);
    state.notifyCheckpointAborted(2);
    storage().deleteDirectory("job/chk-2");

    KeyedSnapshot third = fixture().snapshot(state, 3, Form.NATIVE);

    KeyedStateBackend<String> restored = fixture().open(STRING, third);
    checkOneOfEach(restored, "a", 2);
    checkOneOfEach(restored, "b", 1);
    checkOneOfEach(fixture().open(STRING, first), "a", 1);
  }

  @Test
  default void overlapping_checkpoints_complete_in_any_order() throws Exception {
    KeyedStateBackend<String> state = fixture().open(STRING);
    writeOneOfEach(state, "a", 1);
    PendingSnapshot<KeyedSnapshot> first = StateFixture.capture(state, 1, Form.NATIVE);
    writeOneOfEach(state, "a", 2);
    PendingSnapshot<KeyedSnapshot> second = StateFixture.capture(state, 2, Form.NATIVE);
    writeOneOfEach(state, "b", 3);
    KeyedSnapshot writtenSecond = StateFixture.await(fixture().write(second));
    KeyedSnapshot writtenFirst = StateFixture.await(fixture().write(first));
    state.notifyCheckpointComplete(2);
    state.notifyCheckpointAborted(1);

    KeyedSnapshot third = fixture().snapshot(state, 3, Form.NATIVE);

    assertThat(writtenFirst).isNotEqualTo(writtenSecond);
    checkOneOfEach(fixture().open(STRING, writtenSecond), "a", 2);
    KeyedStateBackend<String> restored = fixture().open(STRING, third);
    checkOneOfEach(restored, "a", 2);
    checkOneOfEach(restored, "b", 3);
  }

  private void removeAllBut(KeyedSnapshot kept) throws IOException {
    List<String> needed = kept.files().stream().map(SnapshotFile::path).toList();
    for (String path : storage().paths()) {
      if (!needed.contains(path)) {
        storage().delete(path);
      }
    }
  }
}
