package dev.weir.runtime.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.faults.disk.Fault;
import dev.weir.faults.disk.FaultyFileSystem;
import dev.weir.faults.disk.Step;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each step on the disk of a node that keeps copies fails in turn, in each way: no checkpoint fails
 * for it, and what is read is what was written. Crashes need no look: copies do not outlive the
 * process.
 */
final class LocalBackupFaultsTest {

  private static final byte[] CONTENT = "the weir holds. ".repeat(20_000).getBytes(UTF_8);

  @TempDir private Path directory;
  private CheckpointStorage storage;
  private FaultyFileSystem disk;
  private int directories;

  @BeforeEach
  void open() throws IOException {
    storage = Storages.open(directory.resolve("storage").toString());
    disk = FaultyFileSystem.ofThisMachine();
  }

  private LocalBackup backup() throws IOException {
    Path local = Files.createDirectories(directory.resolve("local-" + directories++));
    return new LocalBackup(storage, disk.getPath(local.toString()));
  }

  private static SnapshotFile write(LocalBackup backup, long checkpoint, String path)
      throws IOException {
    try (SnapshotOutput out = backup.create(path)) {
      out.write(CONTENT, 0, CONTENT.length / 2);
      out.write(CONTENT, CONTENT.length / 2, CONTENT.length - CONTENT.length / 2);
      SnapshotFile file = out.finish();
      backup.written(checkpoint, List.of(file));
      return file;
    }
  }

  private static byte[] read(LocalBackup backup, SnapshotFile file) throws IOException {
    try (InputStream in = backup.open(file, 0)) {
      return in.readAllBytes();
    }
  }

  @Test
  void no_checkpoint_fails_for_a_copy_that_fails_at_any_step() throws Exception {
    int steps = 0;
    for (Fault fault : Fault.values()) {
      steps += failEachStepOfWriting(fault);
    }
    System.out.println("copies of snapshots: " + steps + " steps of writing failed");
    assertThat(steps).isGreaterThan(15);
  }

  private int failEachStepOfWriting(Fault fault) throws IOException {
    for (int number = 1; ; number++) {
      LocalBackup backup = backup();
      String name = fault + "-" + number;
      disk.steps().failAt(number, fault, kind -> true);
      SnapshotFile older = write(backup, 1, "chk-1/" + name);
      SnapshotFile newer = write(backup, 2, "chk-2/" + name);
      backup.completed(2);
      Optional<Step> failed = disk.steps().heal();
      assertThat(read(backup, newer)).as("after %s", failed).isEqualTo(CONTENT);
      assertThat(read(backup, older)).as("after %s", failed).isEqualTo(CONTENT);
      if (failed.isEmpty()) {
        return number - 1;
      }
    }
  }

  @Test
  void who_could_not_read_a_copy_to_its_end_reads_what_was_written_when_it_tries_again()
      throws Exception {
    int steps = 0;
    for (Fault fault : Fault.values()) {
      steps += failEachStepOfReading(fault, false) + failEachStepOfReading(fault, true);
    }
    System.out.println("copies of snapshots: " + steps + " steps of reading failed");
    assertThat(steps).isGreaterThan(15);
  }

  /**
   * @param known whether the copy was found to be intact by somebody who read it before
   */
  private int failEachStepOfReading(Fault fault, boolean known) throws IOException {
    for (int number = 1; ; number++) {
      LocalBackup backup = backup();
      SnapshotFile file = write(backup, 1, "chk-1/read-" + directories);
      if (known) {
        read(backup, file);
      }
      disk.steps().failAt(number, fault, kind -> true);
      boolean refused = isRefused(backup, file);
      Optional<Step> failed = disk.steps().heal();
      if (refused) {
        assertThat(failed).as("why it was refused").isPresent();
        disk.steps().failAt(1, fault, kind -> kind == Step.Kind.READ); // it is broken for good
      }
      assertThat(read(backup, file)).as("after %s", failed).isEqualTo(CONTENT);
      disk.steps().heal();
      if (failed.isEmpty()) {
        return number - 1;
      }
    }
  }

  private static boolean isRefused(LocalBackup backup, SnapshotFile file) {
    try {
      assertThat(read(backup, file)).isEqualTo(CONTENT);
      return false;
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("as was planned");
      return true;
    }
  }
}
