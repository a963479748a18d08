package dev.weir.storage.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.state.contract.CheckpointStorageContract;
import dev.weir.state.spi.CheckpointStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckpointStorageTest extends CheckpointStorageContract {

  @TempDir Path directory;

  @Override
  protected CheckpointStorage openStorage() throws IOException {
    return FileCheckpointStorage.open(directory.resolve("root"));
  }

  @Override
  protected void overwrite(String path, byte[] content) throws IOException {
    Files.write(directory.resolve("root").resolve(path), content);
  }

  @Test
  void the_root_lists_what_was_put_and_nothing_of_the_storage_itself() throws Exception {
    storage().putIfAbsent("log/1", new byte[1]);

    assertThat(storage().list("")).containsExactly("log");
  }

  @Test
  void a_path_with_a_reserved_name_is_refused() {
    assertThatThrownBy(() -> storage().read(".weir-tmp/a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(".weir-");
  }

  @Test
  void a_symbolic_link_out_of_the_root_is_not_followed() throws Exception {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "untouched");
    Files.createSymbolicLink(directory.resolve("root/link"), outside);

    assertThatThrownBy(() -> storage().read("link/secret"))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("link/secret", "symbolic link");
    assertThatThrownBy(() -> storage().putIfAbsent("link/new", new byte[1]))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> storage().deleteDirectory("link")).isInstanceOf(IOException.class);
    assertThat(outside)
        .isDirectoryContaining("glob:**secret")
        .isDirectoryNotContaining("glob:**new");
  }

  @Test
  void deleting_a_directory_removes_links_in_it_and_not_what_they_lead_to() throws Exception {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("kept"), "kept");
    storage().putIfAbsent("chk-1/a", new byte[1]);
    Files.createSymbolicLink(directory.resolve("root/chk-1/link"), outside);

    storage().deleteDirectory("chk-1");

    assertThat(directory.resolve("root/chk-1")).doesNotExist();
    assertThat(outside.resolve("kept")).hasContent("kept");
  }

  @Test
  void files_of_crashed_writers_go_at_the_next_opening_and_those_of_living_ones_stay()
      throws Exception {
    Path crashed = directory.resolve("root/.weir-tmp/crashed.tmp");
    Path living = directory.resolve("root/.weir-tmp/living.tmp");
    Files.writeString(crashed, "half");
    Files.writeString(living, "half");
    Instant abandoned = Instant.now().minus(TemporaryFiles.ABANDONED_AFTER).minusSeconds(60);
    Files.setLastModifiedTime(crashed, FileTime.from(abandoned));

    openStorage().close();

    assertThat(crashed).doesNotExist();
    assertThat(living).exists();
  }

  @Test
  void a_writer_whose_file_was_taken_for_abandoned_says_so() throws Exception {
    try (var out = storage().create("chk-1/state")) {
      out.write("late".getBytes(UTF_8));
      try (var files = Files.list(directory.resolve("root/.weir-tmp"))) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }

      assertThatThrownBy(out::finish)
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll("chk-1/state", "was removed");
    }
    assertThat(storage().exists("chk-1/state")).isFalse();
  }
}
