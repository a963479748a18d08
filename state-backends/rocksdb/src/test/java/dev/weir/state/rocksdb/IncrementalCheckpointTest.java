package dev.weir.state.rocksdb;

import static dev.weir.state.contract.TestSerializers.LONG;
import static dev.weir.state.contract.TestSerializers.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.state.ValueState;
import dev.weir.state.contract.StateFixture;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.NativeSnapshot;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotRequest.Form;
import dev.weir.state.spi.ValueStateSpec;
import dev.weir.storage.file.FileCheckpointStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncrementalCheckpointTest {

  private static final int KEYS = 20_000;
  private static final int MAX_PARALLELISM = 16;
  private static final ValueStateSpec<String> VALUE = new ValueStateSpec<>("value", STRING, null);

  @TempDir Path directory;
  private FileCheckpointStorage storage;
  private StateFixture fixture;

  @BeforeEach
  void open() throws IOException {
    storage = FileCheckpointStorage.open(directory.resolve("storage"));
    fixture = fixture(new RocksDBStateBackend());
  }

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  @Test
  void a_checkpoint_after_few_changes_uploads_few_bytes() throws Exception {
    KeyedStateBackend<Long> state = filled();
    KeyedSnapshot first = completed(state, 1);
    put(state, 7, "changed");

    KeyedSnapshot second = completed(state, 2);

    assertThat(first.newBytes()).isEqualTo(first.fullBytes()).isGreaterThan(100_000);
    assertThat(second.newBytes()).isLessThan(10_000);
    assertThat(second.fullBytes()).isGreaterThan(first.fullBytes());
  }

  @Test
  void files_of_a_completed_checkpoint_are_named_again_and_not_written_again() throws Exception {
    KeyedStateBackend<Long> state = filled();
    KeyedSnapshot first = completed(state, 1);
    int filesBefore = storage.list(StateFixture.SHARED).size();
    put(state, 7, "changed");

    KeyedSnapshot second = completed(state, 2);

    Set<SnapshotFile> shared = tables(first);
    assertThat(second.files()).containsAll(shared);
    assertThat(storage.list(StateFixture.SHARED)).hasSize(filesBefore + 1);
  }

  @Test
  void nothing_is_built_upon_a_checkpoint_that_was_not_confirmed() throws Exception {
    KeyedStateBackend<Long> state = filled();
    KeyedSnapshot unconfirmed = fixture.snapshot(state, 1, Form.NATIVE);

    KeyedSnapshot second = fixture.snapshot(state, 2, Form.NATIVE);

    assertThat(second.files()).doesNotContainAnyElementsOf(unconfirmed.files());
    assertThat(second.newBytes()).isEqualTo(second.fullBytes());
  }

  @Test
  void an_aborted_checkpoint_takes_its_own_files_and_no_others() throws Exception {
    KeyedStateBackend<Long> state = filled();
    KeyedSnapshot first = completed(state, 1);
    put(state, 7, "changed");
    KeyedSnapshot second = fixture.snapshot(state, 2, Form.NATIVE);

    state.notifyCheckpointAborted(2);

    Set<SnapshotFile> ofSecondAlone = tables(second);
    ofSecondAlone.removeAll(tables(first));
    assertThat(ofSecondAlone).isNotEmpty();
    for (SnapshotFile file : ofSecondAlone) {
      assertThat(storage.exists(file.path())).isFalse();
    }
    for (SnapshotFile file : first.files()) {
      storage.verify(file);
    }
  }

  @Test
  void after_completed_and_aborted_ones_the_last_checkpoint_restores_all() throws Exception {
    KeyedStateBackend<Long> state = filled();
    KeyedSnapshot last = null;
    for (int id = 1; id <= 9; id++) {
      put(state, id, "in " + id);
      KeyedSnapshot snapshot = fixture.snapshot(state, id, Form.NATIVE);
      if (id % 3 == 0) {
        state.notifyCheckpointAborted(id);
      } else {
        state.notifyCheckpointComplete(id);
        last = snapshot;
      }
    }
    put(state, 100, "after all of them");

    KeyedStateBackend<Long> restored = fixture.open(LONG, last);

    for (int id = 1; id <= 8; id++) {
      assertThat(get(restored, id)).isEqualTo("in " + id);
    }
    assertThat(get(restored, 9)).isEqualTo("initial 9");
    assertThat(get(restored, 100)).isEqualTo("initial 100");
  }

  @Test
  void a_restored_subtask_goes_on_from_the_files_it_was_restored_from() throws Exception {
    KeyedSnapshot first = completed(filled(), 1);
    KeyedStateBackend<Long> restored = fixture.open(LONG, first);
    put(restored, 7, "changed");

    KeyedSnapshot second = completed(restored, 2);

    assertThat(second.files()).containsAll(tables(first));
    assertThat(second.newBytes()).isLessThan(10_000);
    assertThat(get(fixture.open(LONG, second), 7)).isEqualTo("changed");
  }

  @Test
  void a_full_checkpoint_shares_no_file() throws Exception {
    try (StateFixture full = fixture(new RocksDBStateBackend("file:///unused", false))) {
      KeyedStateBackend<Long> state = full.open(LONG);
      fill(state);
      full.snapshot(state, 1, Form.NATIVE);
      state.notifyCheckpointComplete(1);

      KeyedSnapshot second = full.snapshot(state, 2, Form.NATIVE);

      assertThat(second.newBytes()).isEqualTo(second.fullBytes());
      assertThat(second.files()).allMatch(file -> file.path().startsWith("job/chk-2/"));
      assertThat(storage.list(StateFixture.SHARED)).isEmpty();
    }
  }

  @Test
  void incremental_checkpoints_are_restored_at_another_parallelism() throws Exception {
    KeyedStateBackend<Long> one = filled();
    completed(one, 1);
    put(one, 7, "changed");
    List<KeyedStateBackend<Long>> four = openAll(4, List.of(completed(one, 2)));
    List<KeyedSnapshot> ofFour = new ArrayList<>();
    for (KeyedStateBackend<Long> each : four) {
      ofFour.add(completed(each, 3));
    }
    put(four.get(subtaskOf(8, 4)), 8, "changed too");
    int changed = subtaskOf(8, 4);
    ofFour.set(changed, completed(four.get(changed), 4));

    List<KeyedStateBackend<Long>> three = openAll(3, ofFour);

    for (long key = 0; key < KEYS; key += 13) {
      assertThat(get(three.get(subtaskOf(key, 3)), key)).isEqualTo("initial " + key);
    }
    assertThat(get(three.get(subtaskOf(7, 3)), 7)).isEqualTo("changed");
    assertThat(get(three.get(subtaskOf(8, 3)), 8)).isEqualTo("changed too");
    List<Long> found = new ArrayList<>();
    three.forEach(each -> each.forEachKey("value", found::add));
    assertThat(found).hasSize(KEYS).doesNotHaveDuplicates();
  }

  private StateFixture fixture(RocksDBStateBackend backend) {
    return new StateFixture(
        backend, storage, directory.resolve("local-" + backend.isIncremental()), MAX_PARALLELISM);
  }

  private List<KeyedStateBackend<Long>> openAll(int parallelism, List<KeyedSnapshot> restore)
      throws IOException {
    List<KeyedStateBackend<Long>> all = new ArrayList<>();
    for (int i = 0; i < parallelism; i++) {
      all.add(fixture.open(LONG, i, parallelism, restore));
    }
    return all;
  }

  private KeyedStateBackend<Long> filled() throws IOException {
    KeyedStateBackend<Long> state = fixture.open(LONG);
    fill(state);
    return state;
  }

  private static void fill(KeyedStateBackend<Long> state) throws IOException {
    for (long key = 0; key < KEYS; key++) {
      put(state, key, "initial " + key);
    }
  }

  private KeyedSnapshot completed(KeyedStateBackend<Long> state, long id) throws Exception {
    KeyedSnapshot snapshot = fixture.snapshot(state, id, Form.NATIVE);
    state.notifyCheckpointComplete(id);
    return snapshot;
  }

  private static Set<SnapshotFile> tables(KeyedSnapshot snapshot) {
    return ((NativeSnapshot) snapshot)
        .filesByName().entrySet().stream()
            .filter(each -> each.getKey().endsWith(".sst"))
            .map(java.util.Map.Entry::getValue)
            .collect(Collectors.toSet());
  }

  private static int subtaskOf(long key, int parallelism) {
    int keyGroup = KeyGroups.groupOf(KeyGroups.hash(key), MAX_PARALLELISM);
    return KeyGroups.subtaskOf(keyGroup, MAX_PARALLELISM, parallelism);
  }

  private static void put(KeyedStateBackend<Long> state, long key, String value)
      throws IOException {
    value(state, key).update(value);
  }

  private static String get(KeyedStateBackend<Long> state, long key) throws IOException {
    return value(state, key).value();
  }

  private static ValueState<String> value(KeyedStateBackend<Long> state, long key) {
    state.setCurrentKey(key, KeyGroups.hash(key));
    return state.valueState(VALUE);
  }
}
