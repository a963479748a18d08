package dev.weir.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.examples.ExampleProcess;
import dev.weir.examples.cluster.Cluster.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Windows in two phases and timers of event time, killed with SIGKILL: each result comes once and
 * is right. In RocksDB changes of timers wait for the next snapshot; with local backup survivors
 * restore from what they have kept. {@code -Dseed=} as for {@link ClusterKillTest}.
 */
class TimedCountKillTest {

  private static final int SIGKILLED = 137;
  private static final int KILLS = 3;
  private static final long RECORDS = 30_000;
  private static final String PACED = "--per-second=3000";
  private static final String SLOWLY = "--per-second=500";

  @TempDir private Path directory;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  private List<String> arguments(String backend, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--records=" + RECORDS,
                "--output=" + directory.resolve("out"),
                "--checkpoint-dir=" + directory.resolve("checkpoints"),
                "--checkpoint-interval=100",
                "--state-backend=" + backend,
                "--resume"));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private void requireExact(String text) throws IOException {
    assertThat(TimedCount.committed(directory.resolve("out")))
        .as("seed %d\n%s", seed, text)
        .isEqualTo(TimedCount.expected(RECORDS));
  }

  /** What is committed at any time is part of the answer, and nothing of it is there twice. */
  private int requirePart(List<String> expected) throws IOException {
    List<String> committed = TimedCount.committed(directory.resolve("out"));
    assertThat(committed).as("seed %d", seed).doesNotHaveDuplicates();
    assertThat(expected).as("seed %d", seed).containsAll(committed);
    return committed.size();
  }

  @ParameterizedTest
  @ValueSource(strings = {"heap", "rocksdb"})
  void each_window_and_timer_fires_once_though_the_process_is_killed(String backend)
      throws Exception {
    System.out.println("TimedCountKillTest: seed " + seed);
    List<String> expected = TimedCount.expected(RECORDS);
    List<Integer> committed = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      try (ExampleProcess process = start(arguments(backend, PACED, "--parallelism=2"))) {
        process.awaitLine(line -> line.endsWith("is RUNNING"));
        awaitMoreThan(committed.isEmpty() ? 0 : committed.get(committed.size() - 1), process);
        assertThat(process.endsWithin(random.nextInt(300))).as(process.text()).isFalse();
        process.kill();
        assertThat(process.exitCode()).as(process.text()).isEqualTo(SIGKILLED);
      }
      committed.add(requirePart(expected));
    }
    try (ExampleProcess process = start(arguments(backend, "--parallelism=2"))) {
      assertThat(process.exitCode()).as("seed %d\n%s", seed, process.text()).isZero();
      assertThat(process.text()).contains("from checkpoint");
      requireExact(process.text());
    }
    System.out.println("TimedCountKillTest: results at kills " + committed);
  }

  private ExampleProcess start(List<String> arguments) throws IOException {
    List<String> all = new ArrayList<>(arguments);
    all.add("-Ddashboard.enabled=false");
    return ExampleProcess.start(directory, directory, TimedCount.class.getName(), all);
  }

  private void awaitMoreThan(int before, ExampleProcess process) throws Exception {
    while (TimedCount.committed(directory.resolve("out")).size() <= before) {
      assertThat(process.endsWithin(10)).as("seed %d\n%s", seed, process.text()).isFalse();
    }
  }

  @Test
  void each_window_and_timer_fires_once_though_nodes_with_local_backup_are_killed()
      throws Exception {
    System.out.println("TimedCountKillTest: seed " + seed);
    Path local = directory.resolve("local");
    List<String> arguments =
        arguments(
            "rocksdb",
            "-Dcheckpointing.local-backup=true",
            "-Dstate.local-dir=" + local,
            "-Dcluster.cores=1",
            "-Dcluster.heartbeat-timeout=2s",
            "-Dcluster.stabilisation=100ms");
    try (Cluster cluster =
        Cluster.of(TimedCount.class, List.of("-Xmx384m"), directory, arguments)) {
      int mark = cluster.mark();
      cluster.start(SLOWLY);
      cluster.start(SLOWLY);
      cluster.awaitRunningOn(2, mark);
      awaitCopies(local);
      int killed = cluster.mark();
      cluster.kill(cluster.coordinator());
      cluster.awaitRunningOn(1, killed);
      finish(cluster);
      requireExact(cluster.text());
    }
  }

  private static void awaitCopies(Path local) throws Exception {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (copies(local) == 0) {
      assertThat(System.nanoTime()).as("no copy below " + local).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static long copies(Path local) throws IOException {
    if (!Files.isDirectory(local)) {
      return 0;
    }
    try (Stream<Path> tree = Files.walk(local)) {
      return tree.filter(
              path -> path.toString().contains("-snapshots") && Files.isRegularFile(path))
          .count();
    } catch (UncheckedIOException gone) {
      return 0; // what was being looked at was removed meanwhile
    }
  }

  /** A quick node reads what is left, when the slow ones are gone. */
  private static void finish(Cluster cluster) throws Exception {
    List<Node> slow = cluster.living();
    int mark = cluster.mark();
    Node quick = cluster.start();
    cluster.awaitRunningOn(slow.size() + 1, mark);
    for (Node node : slow) {
      cluster.kill(node);
    }
    assertThat(cluster.exitCode(quick)).as(cluster.text()).isZero();
  }
}
