package dev.weir.state.rocksdb;

import static dev.weir.state.contract.TestSerializers.LONG;
import static dev.weir.state.contract.TestSerializers.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.state.ListState;
import dev.weir.state.contract.InMemoryCheckpointStorage;
import dev.weir.state.contract.StateFixture;
import dev.weir.state.spi.IncompatibleStateException;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.KeyedStateContext;
import dev.weir.state.spi.ListStateSpec;
import dev.weir.state.spi.NativeSnapshot;
import dev.weir.state.spi.PendingSnapshot;
import dev.weir.state.spi.SnapshotRequest.Form;
import dev.weir.state.spi.StateBackend;
import dev.weir.state.spi.TimerQueue;
import dev.weir.state.spi.ValueStateSpec;
import dev.weir.state.spi.VoidNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RocksDBLifeTest {

  /** A figure that no other test uses, so that its users are those of this class. */
  private static final long MEMORY = (32L << 20) + 4711;

  private static final ListStateSpec<String> LINES = new ListStateSpec<>("lines", STRING);

  @TempDir Path directory;
  private final InMemoryCheckpointStorage storage = new InMemoryCheckpointStorage();
  private final StateBackend backend =
      new RocksDBStateBackend().withOptions(new RocksDBOptions(MEMORY, 1 << 20));

  @Test
  void closing_twice_is_closing_once_and_leaves_no_file_and_no_native_memory() throws Exception {
    KeyedStateBackend<Long> state = open(16, List.of());
    state.valueState(new ValueStateSpec<>("count", LONG, null));
    assertThat(NativeMemory.users(MEMORY)).isEqualTo(1);

    state.close();
    state.close();

    assertThat(NativeMemory.users(MEMORY)).isZero();
    assertThat(directory).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void a_snapshot_that_is_pending_when_the_state_is_closed_fails_and_leaves_nothing(Form form)
      throws Exception {
    KeyedStateBackend<Long> state = open(16, List.of());
    add(state, 1, "a");
    PendingSnapshot<KeyedSnapshot> pending = state.snapshot(StateFixture.request(1, form));

    state.close();

    assertThatThrownBy(pending::write)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("given up");
    assertThat(storage.paths()).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void a_written_snapshot_leaves_no_local_file_but_the_database() throws Exception {
    try (KeyedStateBackend<Long> state = open(16, List.of())) {
      add(state, 1, "a");
      PendingSnapshot<KeyedSnapshot> pending = state.snapshot(StateFixture.request(1, Form.NATIVE));
      add(state, 1, "b");

      KeyedSnapshot written = pending.write();

      assertThat(((NativeSnapshot) written).filesByName()).containsKey("undo");
      try (var files = Files.list(directory)) {
        assertThat(files).containsExactly(directory.resolve("db"));
      }
    }
  }

  @Test
  void timers_that_come_while_files_are_made_need_not_be_undone() throws Exception {
    KeyedSnapshot written;
    try (KeyedStateBackend<Long> state = open(16, List.of())) {
      TimerQueue<VoidNamespace> timers = state.timerQueue("timers", VoidNamespace.SERIALIZER);
      register(state, timers, 0, 100);
      PendingSnapshot<KeyedSnapshot> pending = state.snapshot(StateFixture.request(1, Form.NATIVE));
      register(state, timers, 100, 10_000);

      written = pending.write();

      assertThat(((NativeSnapshot) written).filesByName()).doesNotContainKey("undo");
      assertThat(fired(timers)).isEqualTo(10_000);
    }
    try (KeyedStateBackend<Long> restored = open(16, List.of(written))) {
      assertThat(fired(restored.timerQueue("timers", VoidNamespace.SERIALIZER))).isEqualTo(100);
    }
  }

  private static void register(
      KeyedStateBackend<Long> state, TimerQueue<VoidNamespace> timers, long from, long to) {
    for (long key = from; key < to; key++) {
      state.setCurrentKey(key, KeyGroups.hash(key));
      timers.add(key, VoidNamespace.INSTANCE);
    }
  }

  private static int fired(TimerQueue<VoidNamespace> timers) throws Exception {
    int[] fired = {0};
    timers.advance(Long.MAX_VALUE, (time, namespace) -> fired[0]++);
    return fired[0];
  }

  @Test
  void a_restore_that_fails_leaves_no_local_file_and_no_native_memory() throws Exception {
    KeyedSnapshot snapshot;
    try (KeyedStateBackend<Long> state = open(16, List.of())) {
      add(state, 1, "a");
      snapshot = state.snapshot(StateFixture.request(1, Form.NATIVE)).write();
    }

    assertThatThrownBy(() -> open(32, List.of(snapshot)))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContainingAll("32", "16");

    assertThat(NativeMemory.users(MEMORY)).isZero();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void a_native_snapshot_of_another_backend_is_refused_by_name() {
    NativeSnapshot foreign = new NativeSnapshot("lsm", KeyGroups.rangeOf(0, 16, 1), Map.of(), 0);

    assertThatThrownBy(() -> open(16, List.of(foreign)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'lsm'");
  }

  @Test
  void aborting_what_was_never_begun_or_is_complete_does_nothing() throws Exception {
    try (KeyedStateBackend<Long> state = open(16, List.of())) {
      add(state, 1, "a");
      state.snapshot(StateFixture.request(1, Form.NATIVE)).write();
      state.notifyCheckpointComplete(1);
      List<String> before = storage.paths();

      assertThatCode(
              () -> {
                state.notifyCheckpointAborted(1);
                state.notifyCheckpointAborted(99);
                state.notifyCheckpointComplete(98);
              })
          .doesNotThrowAnyException();

      assertThat(storage.paths()).isEqualTo(before);
    }
  }

  private KeyedStateBackend<Long> open(int maxParallelism, List<KeyedSnapshot> restore)
      throws IOException {
    return backend.createKeyedStateBackend(
        new KeyedStateContext<>(
            "lives",
            0,
            LONG,
            maxParallelism,
            KeyGroups.rangeOf(0, maxParallelism, 1),
            directory,
            storage,
            restore));
  }

  private static void add(KeyedStateBackend<Long> state, long key, String line) throws Exception {
    ListState<String> lines = state.listState(LINES);
    state.setCurrentKey(key, KeyGroups.hash(key));
    lines.add(line);
  }
}
