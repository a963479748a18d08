package dev.weir.faults.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class FaultyFileSystemTest {

  private final FaultyFileSystem disk = FaultyFileSystem.inMemory();
  private final Path file = disk.getPath("/file");

  @Test
  void a_file_that_was_not_forced_is_lost_with_the_power_and_not_with_the_process()
      throws IOException {
    Files.writeString(file, "text");

    assertThat(read(disk.image().after(Survival.PROCESS_KILLED, 0))).isEqualTo("text");
    assertThat(left(Survival.POWER_LOST)).isEqualTo("none");
  }

  @Test
  void a_forced_file_in_a_directory_that_was_not_is_lost_with_the_power() throws IOException {
    Files.writeString(file, "text");
    force(file);

    assertThat(left(Survival.POWER_LOST)).isEqualTo("none");
  }

  @Test
  void a_file_that_was_not_forced_in_a_directory_that_was_is_empty_after_the_power_is_lost()
      throws IOException {
    Files.writeString(file, "text");
    force(disk.getPath("/"));

    assertThat(left(Survival.POWER_LOST)).isEmpty();
  }

  @Test
  void what_was_forced_with_its_directory_stays() throws IOException {
    Files.writeString(file, "text");
    force(file);
    force(disk.getPath("/"));
    Files.writeString(file, "more");

    assertThat(left(Survival.POWER_LOST)).isEqualTo("text");
  }

  @Test
  void a_removed_file_comes_back_unless_its_directory_was_forced() throws IOException {
    Files.writeString(file, "text");
    force(file);
    force(disk.getPath("/"));
    Files.delete(file);
    assertThat(left(Survival.POWER_LOST)).isEqualTo("text");

    force(disk.getPath("/"));

    assertThat(left(Survival.POWER_LOST)).isEqualTo("none");
  }

  @Test
  void content_that_could_not_be_forced_is_not_forced_by_trying_again() throws IOException {
    Files.writeString(file, "text");
    force(disk.getPath("/"));
    disk.steps().failAt(1, Fault.REFUSED);
    assertThatThrownBy(() -> force(file)).isInstanceOf(IOException.class);

    force(file);

    assertThat(left(Survival.POWER_LOST)).isEmpty();
  }

  @Test
  void halfway_shows_old_and_new_and_parts() throws IOException {
    Files.writeString(file, "old");
    force(file);
    force(disk.getPath("/"));
    Files.writeString(file, "newer");

    TreeSet<String> seen = new TreeSet<>();
    for (int seed = 0; seed < 200; seed++) {
      seen.add(read(disk.image().after(Survival.POWER_LOST_HALFWAY, seed)));
    }

    assertThat(seen).contains("old", "newer", "new", "new\0\0");
  }

  @Test
  void each_change_is_a_step_and_fails_when_it_is_told_to() throws IOException {
    List<Step.Kind> kinds = new ArrayList<>();
    disk.steps().observe(step -> kinds.add(step.kind()));
    Files.createDirectory(disk.getPath("/d"));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.wrap(new byte[] {1, 2}));
      channel.force(true);
    }
    Files.createLink(disk.getPath("/d/link"), file);
    Files.move(file, disk.getPath("/moved"));
    Files.delete(disk.getPath("/moved"));

    assertThat(kinds)
        .containsExactly(
            Step.Kind.CREATE_DIRECTORY,
            Step.Kind.CREATE_FILE,
            Step.Kind.WRITE,
            Step.Kind.FORCE_FILE,
            Step.Kind.CLOSE,
            Step.Kind.LINK,
            Step.Kind.RENAME,
            Step.Kind.DELETE);
  }

  @Test
  void a_full_disk_takes_half_of_a_write_and_a_lost_answer_all_of_it() throws IOException {
    disk.steps().failAt(2, Fault.DISK_FULL);
    assertThatThrownBy(() -> Files.writeString(file, "text")).hasMessageContaining("No space left");
    assertThat(read(disk)).isEqualTo("te");

    disk.steps().failAt(1, Fault.ANSWER_LOST);
    assertThatThrownBy(() -> Files.writeString(file, "text")).hasMessageContaining("timed out");

    assertThat(read(disk)).isEqualTo("text");
    assertThat(disk.steps().heal()).isPresent();
  }

  private String left(Survival survival) throws IOException {
    return read(disk.image().after(survival, 0));
  }

  private static String read(FaultyFileSystem of) throws IOException {
    Path path = of.getPath("/file");
    return Files.exists(path) ? Files.readString(path) : "none";
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
