package dev.weir.state.heap;

import dev.weir.faults.fuzz.Fuzz;
import dev.weir.state.contract.SnapshotFuzz;
import dev.weir.state.spi.SnapshotRequest.Form;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots that nobody wrote. */
final class SnapshotFuzzTest {

  @TempDir private Path directory;

  @Test
  void damaged_snapshots_are_restored_or_refused() throws Exception {
    fuzzAll(3_000);
  }

  @Tag("long")
  @Test
  void very_many_damaged_snapshots_are_restored_or_refused() throws Exception {
    fuzzAll(200_000);
  }

  private void fuzzAll(int inputs) throws Exception {
    SnapshotFuzz fuzz = new SnapshotFuzz(new HashMapStateBackend(), directory, Form.NATIVE);
    System.out.println(fuzz.sealed().run(Fuzz.seed(), inputs));
    System.out.println(fuzz.damaged().run(Fuzz.seed(), inputs));
  }
}
