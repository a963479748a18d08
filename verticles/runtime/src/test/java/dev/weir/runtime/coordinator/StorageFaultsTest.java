package dev.weir.runtime.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.faults.disk.DiskImage;
import dev.weir.faults.disk.Fault;
import dev.weir.faults.disk.FaultyFileSystem;
import dev.weir.faults.disk.Step;
import dev.weir.faults.disk.Survival;
import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.coordinator.RequestResult;
import dev.weir.state.heap.HashMapStateBackend;
import dev.weir.state.rocksdb.EmbeddedRocksDBStateBackend;
import dev.weir.state.rocksdb.RocksDBStateBackend;
import dev.weir.state.spi.StateBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each write, force, link, removal, creation and close of a job's life in storage fails in turn,
 * and is the last one before a crash in turn. What is restored is the last checkpoint that was
 * logged, to the last value.
 */
final class StorageFaultsTest {

  /** Longer than any file in the making is left alone. */
  private static final long MUCH_LATER = 24 * 3_600_000L;

  /** Whose files. */
  private enum Backend {
    HEAP {
      @Override
      StateBackend make() {
        return new HashMapStateBackend();
      }
    },
    ROCKSDB {
      @Override
      StateBackend make() {
        return new EmbeddedRocksDBStateBackend();
      }
    },
    ROCKSDB_FULL {
      @Override
      StateBackend make() {
        return new RocksDBStateBackend("file:///unused", false);
      }
    };

    abstract StateBackend make();
  }

  /** A moment to crash at. */
  private record Moment(Step next, DiskImage image, History.Known known) {}

  @TempDir private Path directory;
  private int starts;

  private Path local() throws IOException {
    return Files.createDirectories(directory.resolve("process-" + starts++));
  }

  @ParameterizedTest
  @EnumSource(names = {"HEAP", "ROCKSDB"})
  void after_a_crash_at_any_step_the_last_logged_checkpoint_is_restored(Backend backend)
      throws Exception {
    crashAtEachStep(backend, UnaryOperator.identity());
  }

  @Tag("long")
  @Test
  void after_a_crash_at_any_step_on_a_disk_without_hard_links_the_last_one_is_restored()
      throws Exception {
    Map<Step.Kind, Integer> kinds =
        crashAtEachStep(Backend.ROCKSDB, FaultyFileSystem::withoutHardLinks);
    assertThat(kinds).containsKey(Step.Kind.RENAME).doesNotContainKey(Step.Kind.LINK);
  }

  @Tag("long")
  @Test
  void after_a_crash_at_any_step_of_full_snapshots_the_last_one_is_restored() throws Exception {
    crashAtEachStep(Backend.ROCKSDB_FULL, UnaryOperator.identity());
  }

  /**
   * @param mount the disk as the job sees it
   * @return how many steps of each kind there were
   */
  private Map<Step.Kind, Integer> crashAtEachStep(
      Backend backend, UnaryOperator<FaultyFileSystem> mount) throws Exception {
    try (FaultySetting setting = new FaultySetting(backend.make())) {
      FaultyFileSystem disk = FaultyFileSystem.inMemory();
      List<Moment> moments = new ArrayList<>();
      disk.steps()
          .observe(step -> moments.add(new Moment(step, disk.image(), setting.history().known())));
      live(setting, mount.apply(disk));
      History history = setting.history();
      Set<String> restored = new HashSet<>();
      Map<Step.Kind, Integer> kinds = new EnumMap<>(Step.Kind.class);
      for (Moment moment : moments) {
        kinds.merge(moment.next().kind(), 1, Integer::sum);
        for (Survival survival : Survival.values()) {
          boolean thorough = backend == Backend.HEAP;
          FaultyFileSystem left = moment.image().after(survival, moment.next().number());
          crash(setting, history, moment, survival, mount.apply(left), thorough, restored);
        }
      }
      System.out.printf("%s: crashed at %d steps: %s%n", backend, moments.size(), kinds);
      assertThat(moments.size()).isGreaterThan(200);
      assertThat(kinds.keySet())
          .contains(
              Step.Kind.WRITE,
              Step.Kind.FORCE_FILE,
              Step.Kind.FORCE_DIRECTORY,
              Step.Kind.DELETE,
              Step.Kind.CREATE_FILE,
              Step.Kind.CREATE_DIRECTORY,
              Step.Kind.CLOSE);
      return kinds;
    }
  }

  /** Two processes, one after the other, and what happens to their files. */
  private void live(FaultySetting setting, FaultyFileSystem disk) throws Exception {
    Random random = new Random(3);
    try (StoredJob job = StoredJob.resume(setting, disk, local())) {
      job.restore("at the beginning");
      for (int i = 0; i < 4; i++) {
        job.work(random);
        requireCompleted(job.take(CheckpointKind.CHECKPOINT), "in the first process");
      }
      copySavepointOut(job, disk);
      job.truncateLog();
      job.work(random);
      requireCompleted(job.take(CheckpointKind.CHECKPOINT), "after a savepoint");
    }
    try (StoredJob job = StoredJob.resume(setting, disk, local())) {
      job.restore("in the second process");
      for (int i = 0; i < 3; i++) {
        job.work(random);
        requireCompleted(job.take(CheckpointKind.CHECKPOINT), "in the second process");
      }
    }
  }

  private static String copySavepointOut(StoredJob job, FaultyFileSystem disk) throws Exception {
    RequestResult.Completed savepoint =
        requireCompleted(job.take(CheckpointKind.SAVEPOINT), "a savepoint");
    return DiskStorage.during(disk, root -> job.copyOut(savepoint, root + "/savepoints"));
  }

  private static RequestResult.Completed requireCompleted(RequestResult result, String when) {
    assertThat(result).as(when).isInstanceOf(RequestResult.Completed.class);
    return (RequestResult.Completed) result;
  }

  /**
   * @param thorough compare all state and go on from it each time, and not only for each checkpoint
   *     that is found; of the others the files are verified byte by byte
   */
  private void crash(
      FaultySetting setting,
      History history,
      Moment moment,
      Survival survival,
      FaultyFileSystem disk,
      boolean thorough,
      Set<String> restored)
      throws Exception {
    String when = survival + " before " + moment.next();
    disk.passTime(MUCH_LATER);
    setting.history(history.from(moment.known().confirmed()));
    try (StoredJob job = StoredJob.resume(setting, disk, local())) {
      assertThat(moment.known().allows(job.restoredFrom()))
          .as("%s: found %s of %s", when, job.restoredFrom(), moment.known())
          .isTrue();
      job.verifyFiles();
      assertThat(job.garbage()).as("garbage after " + when).isEmpty();
      if (restored.add(survival + ":" + job.restoredFrom()) || thorough) {
        goOn(setting, disk, job, when);
      }
    }
  }

  /** The next checkpoint succeeds, and is there after one more crash. */
  private void goOn(FaultySetting setting, FaultyFileSystem disk, StoredJob job, String when)
      throws Exception {
    job.restore(when);
    job.work(new Random(4));
    requireCompleted(job.take(CheckpointKind.CHECKPOINT), when);
    assertThat(job.garbage()).as("garbage at work after " + when).isEmpty();
    requireRestorable(setting, disk, when + ", then again");
  }

  private void requireRestorable(FaultySetting setting, FaultyFileSystem disk, String when)
      throws Exception {
    History.Known known = setting.history().known();
    FaultyFileSystem left = disk.image().after(Survival.POWER_LOST, 0);
    left.passTime(MUCH_LATER);
    try (StoredJob job = StoredJob.resume(setting, left, local())) {
      assertThat(job.restoredFrom()).as(when).isEqualTo(known.confirmed());
      job.restore(when);
      assertThat(job.garbage()).as("garbage after " + when).isEmpty();
    }
    setting.history(setting.history().from(known.confirmed()));
  }

  /** What a job does with its storage. */
  private enum Deed {
    CHECKPOINT,
    SAVEPOINT,
    TRUNCATE
  }

  @Test
  void after_an_error_at_any_step_the_next_checkpoint_succeeds() throws Exception {
    failAtEachStep(Backend.HEAP);
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource
  void after_an_error_at_any_step_the_next_checkpoint_succeeds(Backend backend) throws Exception {
    failAtEachStep(backend);
  }

  private void failAtEachStep(Backend backend) throws Exception {
    try (FaultySetting setting = new FaultySetting(backend.make())) {
      FaultyFileSystem disk = FaultyFileSystem.inMemory();
      Random random = new Random(5);
      int steps = 0;
      try (StoredJob job = StoredJob.resume(setting, disk, local())) {
        job.restore("at the beginning");
        for (int i = 0; i < 3; i++) {
          job.work(random);
          requireCompleted(job.take(CheckpointKind.CHECKPOINT), "before all errors");
        }
        for (Deed deed : Deed.values()) {
          for (Fault fault : Fault.values()) {
            steps += failAtEachStep(setting, disk, job, deed, fault, random);
          }
        }
      }
      System.out.printf("%s: %d steps failed%n", backend, steps);
      assertThat(steps).isGreaterThan(200);
      requireRestorable(setting, disk, "at the end");
    }
  }

  /** Crashes need no look here: the next process starts with an empty local directory. */
  @ParameterizedTest
  @EnumSource(names = {"ROCKSDB", "ROCKSDB_FULL"})
  void a_local_file_that_fails_at_any_step_fails_one_checkpoint(Backend backend) throws Exception {
    try (FaultySetting setting = new FaultySetting(backend.make())) {
      FaultyFileSystem disk = FaultyFileSystem.inMemory();
      FaultyFileSystem localDisk = FaultyFileSystem.ofThisMachine();
      Random random = new Random(6);
      int steps = 0;
      try (StoredJob job = StoredJob.resume(setting, disk, localDisk.getPath(local().toString()))) {
        job.restore("at the beginning");
        job.work(random);
        requireCompleted(job.take(CheckpointKind.CHECKPOINT), "before all errors");
        for (Fault fault : List.of(Fault.REFUSED, Fault.DISK_FULL)) {
          steps += failLocally(localDisk, job, fault, random);
        }
        assertThat(job.garbage()).isEmpty();
      }
      System.out.printf("%s: %d steps failed on the local disk%n", backend, steps);
      assertThat(steps).isGreaterThan(40);
      requireRestorable(setting, disk, "at the end");
    }
  }

  private static int failLocally(
      FaultyFileSystem localDisk, StoredJob job, Fault fault, Random random) throws Exception {
    for (int number = 1; ; number++) {
      job.work(random);
      localDisk.steps().failAt(number, fault, kind -> true);
      job.take(CheckpointKind.CHECKPOINT);
      Optional<Step> failed = localDisk.steps().heal();
      if (failed.isEmpty()) {
        return number - 1;
      }
      String when = fault + " on the local disk at " + failed.get();
      job.work(random);
      requireCompleted(job.take(CheckpointKind.CHECKPOINT), when);
    }
  }

  private int failAtEachStep(
      FaultySetting setting,
      FaultyFileSystem disk,
      StoredJob job,
      Deed deed,
      Fault fault,
      Random random)
      throws Exception {
    Set<String> left = new TreeSet<>(job.garbage());
    for (int number = 1; ; number++) {
      job.work(random);
      disk.steps().failAt(number, fault);
      attempt(job, disk, deed);
      Optional<Step> failed = disk.steps().heal();
      if (failed.isEmpty()) {
        return number - 1;
      }
      String when = deed + ", " + fault + " at " + failed.get();
      job.work(random);
      for (int i = 0; i < 3; i++) { // whatever built upon the failed one has left by then
        requireCompleted(job.take(CheckpointKind.CHECKPOINT), when);
      }
      Set<String> garbage = new TreeSet<>(job.garbage());
      garbage.removeAll(left);
      if (failed.get().kind() == Step.Kind.DELETE) {
        left.addAll(garbage); // until the next process looks for it
      } else {
        assertThat(garbage).as("garbage after " + when).isEmpty();
      }
      if (number % 8 == 0) {
        requireRestorable(setting, disk, when);
      }
    }
  }

  private static void attempt(StoredJob job, FaultyFileSystem disk, Deed deed) throws Exception {
    switch (deed) {
      case CHECKPOINT -> job.take(CheckpointKind.CHECKPOINT);
      case SAVEPOINT -> savepointThatMayFail(job, disk);
      case TRUNCATE -> job.truncateLog();
    }
  }

  private static void savepointThatMayFail(StoredJob job, FaultyFileSystem disk) throws Exception {
    RequestResult result = job.take(CheckpointKind.SAVEPOINT);
    if (result instanceof RequestResult.Completed completed) {
      try {
        DiskStorage.during(disk, root -> job.copyOut(completed, root + "/savepoints"));
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("as was planned");
      }
    }
  }
}
