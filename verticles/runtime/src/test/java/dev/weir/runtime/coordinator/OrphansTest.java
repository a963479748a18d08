package dev.weir.runtime.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.faults.disk.FaultyFileSystem;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.log.LogEntry;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.storage.file.FileCheckpointStorage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OrphansTest {

  private static final byte[] BYTES = {1};

  private static OpenedRun run(long number) {
    return new OpenedRun(
        new CheckpointLayout("job", number),
        2,
        Optional.empty(),
        new LogEntry.LeaderElected(1),
        List.of(),
        Set.of(),
        Optional.empty(),
        1);
  }

  @Test
  void a_savepoint_without_its_manifest_is_removed_and_no_other() throws IOException {
    CheckpointStorage storage =
        FileCheckpointStorage.open(FaultyFileSystem.inMemory().getPath("/checkpoints"));
    storage.putIfAbsent("job/savepoints/run-000001-sp-1-t1/state", BYTES);
    storage.putIfAbsent("job/savepoints/run-000001-sp-2-t1/state", BYTES);
    storage.putIfAbsent("job/savepoints/run-000001-sp-2-t1/manifest", BYTES);
    storage.putIfAbsent("job/savepoints/run-000002-sp-3-t1/state", BYTES);

    assertThat(Orphans.of(storage, run(1)).directories())
        .containsExactly("job/savepoints/run-000001-sp-1-t1");
  }
}
