package dev.weir.runtime.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.state.contract.CheckpointStorageContract;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A storage with copies on the node is a storage like any other; and what becomes of the copies.
 */
class LocalBackupTest extends CheckpointStorageContract {

  private static final byte[] CONTENT = "the weir holds".getBytes(UTF_8);

  @TempDir private Path directory;

  private LocalBackup backup;

  @Override
  protected CheckpointStorage openStorage() throws IOException {
    backup = new LocalBackup(Storages.open(original("").toString()), copy(""));
    return backup;
  }

  @Override
  protected void overwrite(String path, byte[] content) throws IOException {
    Files.deleteIfExists(copy(path));
    Files.write(original(path), content);
  }

  private Path original(String path) {
    return directory.resolve("original").resolve(path);
  }

  private Path copy(String path) {
    return directory.resolve("copies").resolve(path);
  }

  private SnapshotFile write(long checkpoint, String path) throws IOException {
    try (SnapshotOutput out = backup.create(path)) {
      out.write(CONTENT);
      SnapshotFile file = out.finish();
      backup.written(checkpoint, List.of(file));
      return file;
    }
  }

  private byte[] read(SnapshotFile file, long offset) throws IOException {
    try (InputStream in = backup.open(file, offset)) {
      return in.readAllBytes();
    }
  }

  @Test
  void what_was_written_here_is_read_from_the_copy() throws Exception {
    SnapshotFile file = write(1, "chk-1/state");
    Files.delete(original("chk-1/state"));

    assertThat(read(file, 0)).isEqualTo(CONTENT);
    assertThat(read(file, 4)).asString(UTF_8).isEqualTo("weir holds");
  }

  @Test
  void a_missing_copy_is_no_harm() throws Exception {
    SnapshotFile file = write(1, "chk-1/state");
    Files.delete(copy("chk-1/state"));

    assertThat(read(file, 0)).isEqualTo(CONTENT);
  }

  @Test
  void a_copy_that_goes_missing_after_it_was_read_is_no_harm() throws Exception {
    SnapshotFile file = write(1, "chk-1/state");
    read(file, 0);
    Files.delete(copy("chk-1/state"));

    assertThat(read(file, 0)).isEqualTo(CONTENT);
  }

  @Test
  void a_damaged_copy_is_no_harm_and_is_dropped() throws Exception {
    SnapshotFile file = write(1, "chk-1/state");
    byte[] damaged = CONTENT.clone();
    damaged[3] ^= 1;
    Files.write(copy("chk-1/state"), damaged);

    assertThat(read(file, 0)).isEqualTo(CONTENT);
    assertThat(copy("chk-1/state")).doesNotExist();
  }

  @Test
  void a_copy_that_was_cut_off_is_no_harm() throws Exception {
    SnapshotFile file = write(1, "chk-1/state");
    Files.write(copy("chk-1/state"), new byte[0]);

    assertThat(read(file, 0)).isEqualTo(CONTENT);
  }

  @Test
  void damage_after_an_earlier_restore_is_found_at_the_next_one() throws Exception {
    SnapshotFile file = write(1, "chk-1/state");
    read(file, 0);
    Files.write(copy("chk-1/state"), new byte[CONTENT.length]);

    backup.restoring();

    assertThat(read(file, 0)).isEqualTo(CONTENT);
  }

  @Test
  void copies_go_when_a_later_checkpoint_is_complete_that_does_not_name_them() throws Exception {
    write(1, "chk-1/state");
    SnapshotFile shared = write(1, "shared/a");
    write(2, "chk-2/state");
    backup.written(2, List.of(shared));
    write(3, "chk-3/state");

    backup.completed(2);

    assertThat(copy("chk-1/state")).doesNotExist();
    assertThat(copy("shared/a")).exists();
    assertThat(copy("chk-2/state")).exists();
    assertThat(copy("chk-3/state")).exists();
    assertThat(original("chk-1/state")).as("the storage is the coordinator's").exists();
  }

  @Test
  void an_unfinished_file_leaves_no_copy() throws Exception {
    try (SnapshotOutput out = backup.create("chk-1/state")) {
      out.write(CONTENT);
    }

    assertThat(copy("chk-1")).isEmptyDirectory();
  }

  @Test
  void a_disk_that_takes_no_copies_fails_no_checkpoint() throws Exception {
    Files.writeString(copy(""), "a file where the directory should be");

    SnapshotFile file = write(1, "chk-1/state");

    assertThat(read(file, 0)).isEqualTo(CONTENT);
  }
}
