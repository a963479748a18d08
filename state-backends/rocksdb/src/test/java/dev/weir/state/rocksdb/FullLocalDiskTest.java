package dev.weir.state.rocksdb;

import static dev.weir.state.contract.TestSerializers.LONG;
import static dev.weir.state.contract.TestSerializers.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.state.ValueState;
import dev.weir.state.contract.InMemoryCheckpointStorage;
import dev.weir.state.contract.StateFixture;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.SnapshotRequest.Form;
import dev.weir.state.spi.ValueStateSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RocksDB itself meets a full disk: the tables that it is about to write are on a full device. */
final class FullLocalDiskTest {

  private static final ValueStateSpec<String> VALUE = new ValueStateSpec<>("value", STRING, null);
  private static final int TABLES_AHEAD = 200;

  @TempDir Path directory;

  @Test
  void a_table_that_finds_no_room_fails_the_checkpoint_and_leaves_nothing_in_storage()
      throws Exception {
    InMemoryCheckpointStorage storage = new InMemoryCheckpointStorage();
    try (StateFixture fixture =
        new StateFixture(new EmbeddedRocksDBStateBackend(), storage, directory, 4)) {
      KeyedStateBackend<Long> state = fixture.open(LONG);
      put(state, "first");
      KeyedSnapshot first = fixture.snapshot(state, 1, Form.NATIVE);
      state.notifyCheckpointComplete(1);
      List<String> before = storage.paths();
      put(state, "second");
      List<Path> full = fillDisk(directory.resolve("subtask-0/db"));

      assertThatThrownBy(() -> fixture.snapshot(state, 2, Form.NATIVE))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll("operator 'counter'", "No space left");

      state.notifyCheckpointAborted(2);
      for (Path table : full) {
        Files.deleteIfExists(table);
      }
      assertThat(storage.paths()).isEqualTo(before);
      assertThat(read(fixture.open(LONG, first))).isEqualTo("first");
    }
  }

  /** Names that RocksDB gives to its next files lead to a device that is full. */
  private static List<Path> fillDisk(Path database) throws IOException {
    List<Path> links = new ArrayList<>();
    for (int number = 1; number < TABLES_AHEAD; number++) {
      Path table = database.resolve("%06d.sst".formatted(number));
      if (Files.notExists(table)) {
        links.add(Files.createSymbolicLink(table, Path.of("/dev/full")));
      }
    }
    return links;
  }

  private static void put(KeyedStateBackend<Long> state, String text) throws Exception {
    ValueState<String> value = state.valueState(VALUE);
    state.setCurrentKey(7L, KeyGroups.hash(7L));
    value.update(text);
  }

  private static String read(KeyedStateBackend<Long> state) throws Exception {
    ValueState<String> value = state.valueState(VALUE);
    state.setCurrentKey(7L, KeyGroups.hash(7L));
    return String.valueOf(value.value());
  }
}
