package dev.weir.connector.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.JobID;
import dev.weir.api.MemorySize;
import dev.weir.connector.file.SinkDriver.Checkpoint;
import dev.weir.connector.file.SinkDriver.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: the committed files hold each record once, whatever happens. Method: a job writes numbered
 * records; at random moments it takes checkpoints, is killed, restored at another parallelism, or
 * submitted anew, and commits come late, in part, or twice. Attempts that were replaced may go on
 * writing, closing and repeating commits (zombies). After each step no reader may see a record
 * twice, or one that is behind the last checkpoint; at the end all must be there.
 */
class FileSinkExactlyOnceTest {

  @TempDir(factory = MemoryDirectory.class)
  Path directory;

  @Test
  void committed_files_hold_each_record_once_over_crashes_and_rescales() throws Exception {
    long seed = Seed.next();
    for (int round = 0; round < 25; round++) {
      Run run = new Run(new Random(seed + round), directory.resolve("r" + round), false);
      run.play("-Dseed=" + (seed + round) + " without zombies");
      assertThat(new OutputDirectory(run.base).hiddenFiles())
          .as("leftovers with -Dseed=%d", seed + round)
          .isEmpty();
    }
  }

  @Test
  void committed_files_hold_each_record_once_though_dead_attempts_go_on() throws Exception {
    long seed = Seed.next();
    for (int round = 0; round < 25; round++) {
      Run run = new Run(new Random(seed + round), directory.resolve("z" + round), true);
      run.play("-Dseed=" + (seed + round) + " with zombies");
    }
  }

  private static final class Run {

    private final Random random;
    private final Path base;
    private final boolean zombiesAllowed;
    private final FileSink<String> sink;
    private final TestClock clock = new TestClock(Instant.EPOCH);
    private final List<SinkDriver> zombies = new ArrayList<>();

    private JobID job = JobID.generate();
    private int attempt;
    private SinkDriver driver;
    private int written;
    private long checkpoints;

    /** The last durable checkpoint, and how many records are in it. */
    private @Nullable Checkpoint last;

    private int durable;

    /** What is in the last checkpoint and not committed by this attempt. */
    private List<byte[]> uncommitted = new ArrayList<>();

    Run(Random random, Path base, boolean zombiesAllowed) throws Exception {
      this.random = random;
      this.base = base;
      this.zombiesAllowed = zombiesAllowed;
      this.sink =
          FileSink.<String>forRowFormat(base, new SimpleStringEncoder<>())
              .withRollingPolicy(randomPolicy())
              .withBucketAssigner(randomBuckets())
              .withClock(clock)
              .build();
      this.driver = new SinkDriver(sink, job, attempt, 1 + random.nextInt(4), null);
    }

    private RollingPolicy<String> randomPolicy() {
      return switch (random.nextInt(3)) {
        case 0 -> OnCheckpointRollingPolicy.build();
        case 1 ->
            DefaultRollingPolicy.builder()
                .withMaxPartSize(new MemorySize(1 + random.nextInt(2_000)))
                .build();
        default ->
            DefaultRollingPolicy.builder()
                .withRolloverInterval(Duration.ofMillis(1 + random.nextInt(50)))
                .withInactivityInterval(Duration.ofMillis(1 + random.nextInt(50)))
                .build();
      };
    }

    private BucketAssigner<String, String> randomBuckets() {
      return random.nextBoolean()
          ? new BasePathBucketAssigner<>()
          : (record, context) -> "b/" + record.length() % 3;
    }

    void play(String replay) throws Exception {
      for (int step = 0; step < 150; step++) {
        if (step()) {
          check(replay + ", step " + step);
        }
      }
      driver.endInput();
      completeCheckpoint();
      uncommitted = commit(uncommitted.size());
      driver.close();
      check(replay + ", end");
      assertThat(new OutputDirectory(base).lines()).as(replay).hasSize(written);
    }

    /** Does something; true if readers might see a difference. */
    private boolean step() throws Exception {
      clock.advance(Duration.ofMillis(random.nextInt(10)));
      int choice = random.nextInt(12);
      switch (choice) {
        case 0, 1 -> completeCheckpoint();
        case 2, 3 -> uncommitted = commit(random.nextInt(uncommitted.size() + 1));
        case 4 -> crash();
        case 5 -> failCheckpoint();
        case 6 -> zombieStep();
        default -> write(random.nextInt(40));
      }
      return choice >= 2 && choice <= 6;
    }

    private void write(int count) throws Exception {
      for (int i = 0; i < count; i++) {
        driver.write(random.nextInt(driver.parallelism()), record(written++));
      }
    }

    private static String record(int number) {
      return number + "-" + "x".repeat(number * 7919 % 97);
    }

    private void completeCheckpoint() throws Exception {
      last = driver.checkpoint(++checkpoints, driver.parallelism(), uncommitted);
      durable = written;
      uncommitted = last.committables();
    }

    /** Commits some, and returns the others. */
    private List<byte[]> commit(int count) throws Exception {
      List<byte[]> some = uncommitted.subList(0, count);
      for (Request request : driver.commit(random.nextInt(driver.parallelism()), some)) {
        assertThat(request.failure).isNull();
      }
      return new ArrayList<>(uncommitted.subList(count, uncommitted.size()));
    }

    /** A checkpoint that some writers take part in, or all, but that never becomes durable. */
    private void failCheckpoint() throws Exception {
      driver.checkpoint(++checkpoints, random.nextInt(driver.parallelism() + 1), uncommitted);
      crash();
    }

    private void crash() throws Exception {
      switch (random.nextInt(3)) {
        case 0 -> driver.close();
        case 1 -> zombies.add(driver);
        default -> {} // killed: nothing of it runs any more
      }
      if (zombiesAllowed && random.nextInt(4) == 0) {
        job = JobID.generate();
        attempt = 0;
      } else {
        attempt++;
      }
      written = durable;
      if (random.nextBoolean() && last != null) {
        driver.commit(0, last.committables()); // before the crash, or by a committer of its own
      }
      driver = new SinkDriver(sink, job, attempt, 1 + random.nextInt(4), last);
      uncommitted = last == null ? new ArrayList<>() : last.committables();
    }

    private void zombieStep() throws Exception {
      if (!zombiesAllowed || zombies.isEmpty()) {
        return;
      }
      int index = random.nextInt(zombies.size());
      SinkDriver zombie = zombies.get(index);
      switch (random.nextInt(4)) {
        case 0 -> {
          zombies.remove(index);
          zombie.close();
        }
        case 1 -> zombie.checkpoint(++checkpoints);
        case 2 -> {
          if (last != null) {
            zombie.commit(0, last.committables());
          }
        }
        default -> zombie.write(random.nextInt(zombie.parallelism()), "from a zombie");
      }
    }

    private void check(String replay) throws Exception {
      Set<String> seen = new HashSet<>();
      for (String line : new OutputDirectory(base).lines()) {
        assertThat(seen.add(line)).as("%s: %s is there once", replay, line).isTrue();
        int dash = line.indexOf('-');
        assertThat(dash).as("%s: %s is a record", replay, line).isPositive();
        int number = Integer.parseInt(line.substring(0, dash));
        assertThat(line).as(replay).isEqualTo(record(number));
        assertThat(number).as("%s: %s is in the checkpoint", replay, line).isLessThan(durable);
      }
    }
  }

  @Test
  void a_former_writer_that_goes_on_cannot_harm_the_copy_of_its_file() throws Exception {
    FileSink<String> sink =
        FileSink.<String>forRowFormat(directory, new SimpleStringEncoder<>()).build();
    SinkDriver former = new SinkDriver(sink, JobID.generate(), 0, 1, null);
    former.write(0, "before");
    Checkpoint checkpoint = former.checkpoint(1);
    former.write(0, "after, lost");
    former.checkpoint(2);

    SinkDriver restored = new SinkDriver(sink, JobID.generate(), 0, 1, checkpoint);
    restored.write(0, "after");
    former.write(0, "from a zombie");
    former.checkpoint(3);
    restored.endInput();
    restored.commit(0, restored.checkpoint(2).committables());
    former.close();

    OutputDirectory output = new OutputDirectory(directory);
    assertThat(output.lines()).containsExactly("before", "after");
    assertThat(output.hiddenFiles()).isEmpty();
  }
}
