package dev.weir.state.rocksdb;

import dev.weir.faults.fuzz.Fuzz;
import dev.weir.state.contract.SnapshotFuzz;
import dev.weir.state.spi.SnapshotRequest.Form;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Snapshots that nobody wrote. Each input that gets past the checksums costs the opening of a
 * database, of some ten milliseconds; that of undo files is fuzzed without one by {@link
 * UndoFileFuzzTest}. Files of RocksDB are fuzzed as they would be found, with a checksum that is
 * wrong: what native code does with files that somebody forged is not ours to promise.
 */
final class SnapshotFuzzTest {

  @TempDir private Path directory;

  @Test
  void damaged_snapshots_are_restored_or_refused() throws Exception {
    fuzzAll(60, 400);
  }

  @Tag("long")
  @Test
  void many_damaged_snapshots_are_restored_or_refused() throws Exception {
    fuzzAll(6_000, 30_000);
  }

  /**
   * @param found inputs that are refused before a database is opened
   */
  private void fuzzAll(int inputs, int found) throws Exception {
    RocksDBStateBackend backend = new EmbeddedRocksDBStateBackend();
    System.out.println(
        new SnapshotFuzz(backend, directory.resolve("canonical"), Form.CANONICAL)
            .sealed()
            .run(Fuzz.seed(), inputs));
    SnapshotFuzz files = new SnapshotFuzz(backend, directory.resolve("native"), Form.NATIVE);
    System.out.println(files.sealed(UndoFile.NAME::equals).run(Fuzz.seed(), inputs));
    System.out.println(files.damaged().run(Fuzz.seed(), found));
  }
}
