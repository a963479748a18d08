package dev.weir.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.faults.disk.DiskImage;
import dev.weir.faults.disk.Fault;
import dev.weir.faults.disk.FaultyFileSystem;
import dev.weir.faults.disk.Step;
import dev.weir.faults.disk.Survival;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.SnapshotOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What returned normally survives a power failure, whatever went wrong before. */
final class DurabilityTest {

  private static final byte[] CONTENT = {1, 2, 3};

  private final FaultyFileSystem disk = FaultyFileSystem.inMemory();
  private CheckpointStorage storage;

  @BeforeEach
  void open() throws IOException {
    storage = open(disk);
    storage.putIfAbsent("log/1", CONTENT);
  }

  private static CheckpointStorage open(FaultyFileSystem disk) throws IOException {
    return FileCheckpointStorage.open(disk.getPath("/data/weir/root"));
  }

  @Test
  void an_entry_reported_as_taken_is_durable_though_its_writer_could_not_force_it()
      throws IOException {
    failOnce(Step.Kind.FORCE_DIRECTORY, Fault.REFUSED);
    assertThatThrownBy(() -> storage.putIfAbsent("log/2", CONTENT)).isInstanceOf(IOException.class);

    assertThat(storage.putIfAbsent("log/2", new byte[] {4})).isFalse();

    assertThat(afterPowerFailure().read("log/2")).isEqualTo(CONTENT);
  }

  @Test
  void a_directory_that_its_maker_could_not_force_is_forced_before_a_file_in_it_counts()
      throws IOException {
    failOnce(Step.Kind.FORCE_DIRECTORY, Fault.REFUSED);
    assertThatThrownBy(() -> storage.putIfAbsent("new/1", CONTENT)).isInstanceOf(IOException.class);

    storage.putIfAbsent("new/2", CONTENT);

    assertThat(afterPowerFailure().read("new/2")).isEqualTo(CONTENT);
  }

  @Test
  void a_directory_made_by_a_process_that_was_killed_is_forced_by_the_next() throws IOException {
    DiskImage killed = imageBefore(Step.Kind.FORCE_DIRECTORY, "new/1");
    FaultyFileSystem next = killed.after(Survival.PROCESS_KILLED, 0);
    assertThat(open(next).list("")).contains("new");

    open(next).putIfAbsent("new/2", CONTENT);

    assertThat(open(next.image().after(Survival.POWER_LOST, 0)).read("new/2")).isEqualTo(CONTENT);
  }

  @Test
  void a_root_made_by_a_process_that_was_killed_is_forced_by_the_next() throws IOException {
    FaultyFileSystem fresh = FaultyFileSystem.inMemory();
    List<DiskImage> images = imagesOf(fresh, step -> true);
    open(fresh);
    for (DiskImage killed : images) {
      FaultyFileSystem next = killed.after(Survival.PROCESS_KILLED, 0);
      open(next).putIfAbsent("log/1", CONTENT);

      FaultyFileSystem left = next.image().after(Survival.POWER_LOST, 0);
      assertThat(open(left).read("log/1")).isEqualTo(CONTENT);
    }
    assertThat(images).hasSizeGreaterThan(10);
  }

  @Test
  void a_storage_that_could_not_be_opened_for_any_step_can_be_opened_later() throws IOException {
    int steps = 0;
    for (Fault fault : Fault.values()) {
      boolean failed = true;
      for (int step = 1; failed; step++) {
        FaultyFileSystem fresh = FaultyFileSystem.inMemory();
        fresh.steps().failAt(step, fault, kind -> true);
        try {
          open(fresh);
        } catch (IOException e) {
          assertThat(e).hasMessageContainingAll("/data/weir/root", "cannot be used", "planned");
        }
        failed = fresh.steps().heal().isPresent();
        assertThat(open(fresh).putIfAbsent("log/1", CONTENT)).isTrue();
        steps++;
      }
    }
    assertThat(steps).isGreaterThan(40);
  }

  @Test
  void a_link_of_which_the_answer_was_lost_is_known_to_be_ours() throws IOException {
    failOnce(Step.Kind.LINK, Fault.ANSWER_LOST);

    assertThat(storage.putIfAbsent("log/2", CONTENT)).isTrue();

    assertThat(afterPowerFailure().read("log/2")).isEqualTo(CONTENT);
  }

  @Test
  void a_snapshot_of_which_the_name_could_not_be_forced_leaves_no_file() throws IOException {
    storage.putIfAbsent("shared/1", CONTENT);
    failOnce(Step.Kind.FORCE_DIRECTORY, Fault.REFUSED);

    try (SnapshotOutput out = storage.create("shared/2")) {
      out.write(CONTENT);
      assertThatThrownBy(out::finish).isInstanceOf(IOException.class);
    }

    assertThat(storage.list("shared")).containsExactly("1");
  }

  @Test
  void a_snapshot_is_finished_though_its_temporary_name_stays() throws IOException {
    failOnce(Step.Kind.DELETE, Fault.REFUSED);

    try (SnapshotOutput out = storage.create("shared/2")) {
      out.write(CONTENT);
      out.finish();
    }

    assertThat(afterPowerFailure().read("shared/2")).isEqualTo(CONTENT);
  }

  @Test
  void a_file_that_could_not_be_opened_for_writing_leaves_no_temporary_file() throws IOException {
    failOnce(Step.Kind.CREATE_FILE, Fault.ANSWER_LOST);

    assertThatThrownBy(() -> storage.create("shared/2")).isInstanceOf(IOException.class);

    assertThat(disk.image().after(Survival.PROCESS_KILLED, 0).getPath("/data/weir/root/.weir-tmp"))
        .isEmptyDirectory();
  }

  @Test
  void a_file_that_is_gone_does_not_come_back_once_its_removal_was_repeated() throws IOException {
    failOnce(Step.Kind.FORCE_DIRECTORY, Fault.REFUSED);
    assertThatThrownBy(() -> storage.delete("log/1")).isInstanceOf(IOException.class);

    storage.delete("log/1");

    assertThat(afterPowerFailure().exists("log/1")).isFalse();
  }

  @Test
  void a_directory_that_is_gone_does_not_come_back_once_its_removal_was_repeated()
      throws IOException {
    failOnce(Step.Kind.FORCE_DIRECTORY, Fault.REFUSED);
    assertThatThrownBy(() -> storage.deleteDirectory("log")).isInstanceOf(IOException.class);

    storage.deleteDirectory("log");

    assertThat(afterPowerFailure().exists("log")).isFalse();
  }

  private void failOnce(Step.Kind kind, Fault fault) {
    disk.steps().failAt(1, fault, each -> each == kind);
  }

  private CheckpointStorage afterPowerFailure() throws IOException {
    disk.steps().heal();
    return open(disk.image().after(Survival.POWER_LOST, 0));
  }

  private DiskImage imageBefore(Step.Kind kind, String put) throws IOException {
    List<DiskImage> images = imagesOf(disk, step -> step.kind() == kind);
    storage.putIfAbsent(put, CONTENT);
    return images.get(0);
  }

  private static List<DiskImage> imagesOf(FaultyFileSystem disk, Predicate<Step> wanted) {
    List<DiskImage> images = new ArrayList<>();
    disk.steps()
        .observe(
            step -> {
              if (wanted.test(step)) {
                images.add(disk.image());
              }
            });
    return images;
  }
}
