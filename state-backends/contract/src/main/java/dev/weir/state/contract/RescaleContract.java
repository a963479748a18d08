package dev.weir.state.contract;

import static dev.weir.state.contract.ContractStates.checkOneOfEach;
import static dev.weir.state.contract.ContractStates.keysOf;
import static dev.weir.state.contract.ContractStates.writeOneOfEach;
import static dev.weir.state.contract.ContractTools.MAX_PARALLELISM;
import static dev.weir.state.contract.TestSerializers.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.SnapshotRequest.Form;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** State goes where its key group goes. */
interface RescaleContract extends ContractTools {

  @ParameterizedTest
  @EnumSource(Form.class)
  default void state_is_redistributed_by_key_group(Form form) throws Exception {
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

  private List<KeyedStateBackend<Long>> openAll(int parallelism, List<KeyedSnapshot> restore)
      throws IOException {
    List<KeyedStateBackend<Long>> subtasks = new ArrayList<>();
    for (int i = 0; i < parallelism; i++) {
      subtasks.add(fixture().open(LONG, i, parallelism, restore));
    }
    return subtasks;
  }

  private List<KeyedSnapshot> snapshotAll(
      List<KeyedStateBackend<Long>> subtasks, long checkpointId, Form form) throws Exception {
    List<KeyedSnapshot> snapshots = new ArrayList<>();
    for (KeyedStateBackend<Long> subtask : subtasks) {
      snapshots.add(fixture().snapshot(subtask, checkpointId, form));
    }
    return snapshots;
  }

  static int subtaskOf(long key, int parallelism) {
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
}
