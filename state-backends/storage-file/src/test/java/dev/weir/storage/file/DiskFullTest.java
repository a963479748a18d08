package dev.weir.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.SnapshotOutput;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The operating system itself reports the full disk: once {@code full} is set, new files are
 * written to a full device.
 */
class DiskFullTest {

  private static final byte[] LARGE = new byte[1 << 20];

  @TempDir Path directory;
  private final AtomicBoolean full = new AtomicBoolean();
  private CheckpointStorage storage;

  @BeforeEach
  void open() throws IOException {
    storage = FileCheckpointStorage.open(directory.resolve("root"), this::openOnDisk);
    storage.putIfAbsent("log/1", new byte[] {1});
  }

  @Test
  void a_snapshot_that_does_not_fit_fails_with_the_reason_and_leaves_nothing() throws Exception {
    full.set(true);

    try (SnapshotOutput out = storage.create("chk-1/state")) {
      assertThatThrownBy(() -> out.write(LARGE))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll("chk-1/state", "the disk is full");
    }

    assertThat(filesInTheMaking()).isEmpty();
    assertThat(storage.list("chk-1")).isEmpty();
  }

  @Test
  void a_small_snapshot_that_does_not_fit_fails_at_finish() throws Exception {
    full.set(true);

    try (SnapshotOutput out = storage.create("chk-1/state")) {
      out.write(7);
      assertThatThrownBy(out::finish)
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll("chk-1/state", "the disk is full");
    }

    assertThat(filesInTheMaking()).isEmpty();
    assertThat(storage.exists("chk-1/state")).isFalse();
  }

  @Test
  void a_log_entry_that_does_not_fit_is_not_there_and_can_be_put_later() throws Exception {
    full.set(true);

    assertThatThrownBy(() -> storage.putIfAbsent("log/2", new byte[] {2}))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("log/2", "the disk is full");

    assertThat(storage.list("log")).containsExactly("1");
    assertThat(filesInTheMaking()).isEmpty();
    full.set(false);
    assertThat(storage.putIfAbsent("log/2", new byte[] {2})).isTrue();
  }

  @Test
  void a_full_disk_is_found_out_when_the_storage_is_opened() {
    full.set(true);

    assertThatThrownBy(() -> FileCheckpointStorage.open(directory.resolve("b"), this::openOnDisk))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("/b", "cannot be used", "No space left");
  }

  private FileChannel openOnDisk(Path newFile) throws IOException {
    if (!full.get()) {
      return FileChannel.open(newFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
    Files.createFile(newFile);
    return FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE);
  }

  private Stream<Path> filesInTheMaking() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("root/.weir-tmp"))) {
      return files.toList().stream();
    }
  }
}
