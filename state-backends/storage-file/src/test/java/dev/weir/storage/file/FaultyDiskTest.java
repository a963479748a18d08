package dev.weir.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.faults.disk.DiskImage;
import dev.weir.faults.disk.Fault;
import dev.weir.faults.disk.FaultyFileSystem;
import dev.weir.faults.disk.Step;
import dev.weir.faults.disk.Survival;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.SnapshotOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each step of each operation fails, in each way, and is the last one before a crash, in each way.
 * What returned normally is there after a power failure; what did not is there whole or not at all,
 * leaves nothing else behind, and succeeds when it is tried again.
 */
final class FaultyDiskTest {

  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
  private static final int HALFWAYS = 8;
  private static final long MUCH_LATER = TemporaryFiles.ABANDONED_AFTER.toMillis() * 2;

  /** What the disk can do, and so how files are published. */
  private enum Links {
    HARD_LINKS,
    RENAME_ONLY
  }

  /** What is done, over and over. */
  private enum Operation {
    PUT("log/2"),
    PUT_INTO_NEW_DIRECTORIES("a/b/c"),
    WRITE_SNAPSHOT("chk-1/new"),
    WRITE_SNAPSHOT_INTO_NEW_DIRECTORIES("chk-2/x/new"),
    DELETE("chk-1/old"),
    DELETE_DIRECTORY("chk-1");

    private final String path;

    Operation(String path) {
      this.path = path;
    }

    boolean removes() {
      return this == DELETE || this == DELETE_DIRECTORY;
    }

    void run(CheckpointStorage storage) throws IOException {
      switch (this) {
        case PUT, PUT_INTO_NEW_DIRECTORIES -> storage.putIfAbsent(path, CONTENT);
        case WRITE_SNAPSHOT, WRITE_SNAPSHOT_INTO_NEW_DIRECTORIES -> {
          try (SnapshotOutput out = storage.create(path)) {
            out.write(CONTENT);
            out.finish();
          }
        }
        case DELETE -> storage.delete(path);
        case DELETE_DIRECTORY -> storage.deleteDirectory(path);
      }
    }
  }

  private static FaultyFileSystem prepared(Links links) throws IOException {
    FaultyFileSystem disk = FaultyFileSystem.inMemory();
    CheckpointStorage storage = open(links, disk);
    storage.putIfAbsent("log/1", CONTENT);
    storage.putIfAbsent("chk-1/old", CONTENT);
    return disk;
  }

  private static CheckpointStorage open(Links links, FaultyFileSystem disk) throws IOException {
    FaultyFileSystem opened = links == Links.RENAME_ONLY ? disk.withoutHardLinks() : disk;
    return FileCheckpointStorage.open(opened.getPath("/root"));
  }

  @ParameterizedTest
  @EnumSource
  void an_operation_that_failed_at_any_step_can_be_repeated(Links links) throws IOException {
    int steps = 0;
    for (Operation operation : Operation.values()) {
      for (Fault fault : Fault.values()) {
        steps += failAtEachStep(links, operation, fault);
      }
    }
    System.out.println(links + ": " + steps + " steps failed");
    assertThat(steps).isGreaterThan(120);
  }

  private static int failAtEachStep(Links links, Operation operation, Fault fault)
      throws IOException {
    for (int step = 1; ; step++) {
      FaultyFileSystem disk = prepared(links);
      CheckpointStorage storage = open(links, disk);
      disk.steps().failAt(step, fault);
      boolean failed = fails(operation, storage);
      Optional<Step> faulty = disk.steps().heal();
      if (faulty.isEmpty()) {
        assertThat(failed).isFalse();
        return step - 1;
      }
      String when = operation + " failed by " + fault + " at " + faulty.get();
      if (!failed) {
        requireDone(links, operation, disk.image(), Survival.POWER_LOST, when);
      }
      if (!done(operation, storage)) {
        operation.run(storage);
      } else if (!isSnapshot(operation)) {
        operation.run(storage); // what is there, or is gone, is durable when this returns
      }
      if (!failed || !isSnapshot(operation)) {
        requireDone(links, operation, disk.image(), Survival.POWER_LOST, when);
      }
      requireDone(links, operation, disk.image(), Survival.PROCESS_KILLED, when);
      disk.passTime(MUCH_LATER);
      open(links, disk);
      assertThat(files(disk)).as(when).isEqualTo(expected(operation));
    }
  }

  private static boolean isSnapshot(Operation operation) {
    return operation == Operation.WRITE_SNAPSHOT
        || operation == Operation.WRITE_SNAPSHOT_INTO_NEW_DIRECTORIES;
  }

  private static boolean fails(Operation operation, CheckpointStorage storage) {
    try {
      operation.run(storage);
      return false;
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("as was planned");
      return true;
    }
  }

  @ParameterizedTest
  @EnumSource
  void after_a_crash_at_any_step_an_operation_is_done_or_not_begun(Links links) throws IOException {
    int steps = 0;
    for (Operation operation : Operation.values()) {
      FaultyFileSystem disk = prepared(links);
      CheckpointStorage storage = open(links, disk);
      List<DiskImage> images = new ArrayList<>();
      disk.steps().observe(step -> images.add(disk.image()));
      operation.run(storage);
      images.add(disk.image());
      for (int step = 0; step < images.size(); step++) {
        crash(links, operation, images.get(step), step);
      }
      requireDone(links, operation, disk.image(), Survival.POWER_LOST, "after " + operation);
      steps += images.size() - 1;
    }
    System.out.println(links + ": crashed at " + steps + " steps");
    assertThat(steps).isGreaterThan(40);
  }

  private static void crash(Links links, Operation operation, DiskImage image, int step)
      throws IOException {
    for (Survival survival : Survival.values()) {
      for (int seed = 0; seed < HALFWAYS; seed++) {
        String when = "%s, %s after %d steps, seed %d".formatted(operation, survival, step, seed);
        FaultyFileSystem disk = image.after(survival, seed);
        disk.passTime(MUCH_LATER);
        CheckpointStorage storage = open(links, disk);
        requireWhole(storage, "log/1", when);
        if (storage.exists(operation.path) && !operation.removes()) {
          requireWhole(storage, operation.path, when);
        } else {
          operation.run(storage);
        }
        if (!isSnapshot(operation)) {
          operation.run(storage);
        }
        requireDone(links, operation, disk.image(), Survival.PROCESS_KILLED, when);
        if (!isSnapshot(operation)) {
          requireDone(links, operation, disk.image(), Survival.POWER_LOST, when);
        }
        assertThat(files(disk)).as(when).isEqualTo(expected(operation));
      }
    }
  }

  private static boolean done(Operation operation, CheckpointStorage storage) throws IOException {
    return storage.exists(operation.path) != operation.removes();
  }

  private static void requireDone(
      Links links, Operation operation, DiskImage image, Survival survival, String when)
      throws IOException {
    CheckpointStorage storage = open(links, image.after(survival, 0));
    assertThat(done(operation, storage)).as("done: " + when + ", " + survival).isTrue();
    if (!operation.removes()) {
      requireWhole(storage, operation.path, when);
    }
  }

  private static void requireWhole(CheckpointStorage storage, String path, String when)
      throws IOException {
    assertThat(storage.read(path)).as(path + ": " + when).isEqualTo(CONTENT);
  }

  private static List<String> expected(Operation operation) {
    List<String> files = new ArrayList<>(List.of("chk-1/old", "log/1"));
    if (operation.removes()) {
      files.remove("chk-1/old");
    } else {
      files.add(operation.path);
    }
    return files.stream().sorted().toList();
  }

  /** All files, those in the making among them; the lock file is not counted. */
  private static List<String> files(FaultyFileSystem disk) throws IOException {
    Path root = disk.getPath("/root");
    try (Stream<Path> tree = Files.walk(root)) {
      return tree.filter(Files::isRegularFile)
          .map(path -> root.relativize(path).toString())
          .filter(name -> !name.equals(".weir-lock"))
          .sorted()
          .toList();
    }
  }
}
