package dev.weir.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.examples.cluster.Cluster.Node;
import dev.weir.examples.wordcount.SampleText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes restore from the copies that they keep of their own snapshots, and from the storage where
 * those are damaged or gone. The last checkpoint of these jobs is that which two nodes take when a
 * third one comes; when that is killed, the two hold all of it.
 */
class ClusterLocalBackupTest {

  private static final int KEYS = 1_000;
  private static final long RECORDS = 200_000;
  private static final String LOCAL = "is read from its local copy";
  private static final String FETCHED = "it is fetched";

  @TempDir private Path directory;

  @Test
  void nodes_that_stay_restore_from_their_own_copies() throws Exception {
    try (Pulses pulses = new Pulses();
        Cluster cluster = cluster(pulses)) {
      int mark = killTheThird(cluster, () -> {});

      assertThat(cluster.linesSince(mark, LOCAL)).hasSize(2);
      assertThat(cluster.linesSince(mark, FETCHED)).isEmpty();
      finish(cluster);
    }
  }

  @Test
  void copies_that_are_torn_or_gone_are_fetched() throws Exception {
    try (Pulses pulses = new Pulses();
        Cluster cluster = cluster(pulses)) {
      int mark = killTheThird(cluster, this::damage);

      assertThat(cluster.linesSince(mark, FETCHED)).hasSize(1);
      assertThat(cluster.linesSince(mark, LOCAL)).isEmpty();
      finish(cluster);
    }
  }

  private interface Damage {
    void happen() throws IOException;
  }

  /**
   * @return a mark before the death of the third node
   */
  private static int killTheThird(Cluster cluster, Damage damage) throws Exception {
    cluster.start();
    cluster.start();
    cluster.awaitRunningOn(2, 0);
    cluster.awaitLine(0, line -> line.equals(StatefulCount.FULL));
    int mark = cluster.mark();
    Node third = cluster.start();
    cluster.awaitRunningOn(3, mark);
    damage.happen();
    mark = cluster.mark();
    cluster.kill(third);
    cluster.awaitRunningOn(2, mark);
    return mark;
  }

  /** One copy is cut in half, the other one removed. */
  private void damage() throws IOException {
    List<Path> copies = copies();
    assertThat(copies).hasSize(2);
    try (FileChannel torn = FileChannel.open(copies.get(0), StandardOpenOption.WRITE)) {
      torn.truncate(torn.size() / 2);
    }
    Files.delete(copies.get(1));
  }

  /** Those of the latest checkpoint: one before it may have been taken when the second came. */
  private List<Path> copies() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("local"))) {
      List<Path> all = files.filter(Files::isRegularFile).filter(this::isCopy).toList();
      long latest =
          all.stream().mapToLong(ClusterLocalBackupTest::checkpointOf).max().orElseThrow();
      return all.stream().filter(copy -> checkpointOf(copy) == latest).toList();
    }
  }

  private static long checkpointOf(Path copy) {
    String name = copy.getFileName().toString();
    return Long.parseLong(name, 0, name.indexOf('-'), 10);
  }

  private boolean isCopy(Path file) {
    return directory.resolve("local").relativize(file).toString().contains("-snapshots/");
  }

  private void finish(Cluster cluster) throws Exception {
    Files.createFile(directory.resolve("hurry"));
    for (Node node : cluster.living()) {
      assertThat(cluster.exitCode(node)).as(cluster.text()).isZero();
    }
    assertThat(SampleText.committed(directory.resolve("out")))
        .as(cluster.text())
        .isEqualTo(StatefulCount.expected(RECORDS, KEYS));
  }

  private Cluster cluster(Pulses pulses) throws Exception {
    return Cluster.of(
        StatefulCount.class,
        List.of("-Xmx384m"),
        directory,
        List.of(
            "--records=" + RECORDS,
            "--keys=" + KEYS,
            "--bytes=100",
            "--per-second=1000",
            "--pulses=" + pulses.port(),
            "--output=" + directory.resolve("out"),
            "--checkpoint-dir=" + directory.resolve("checkpoints"),
            "--checkpoint-interval=3600000",
            "--resume",
            "-Dcheckpointing.local-backup=true",
            "-Dstate.local-dir=" + directory.resolve("local"),
            "-Dcluster.cores=1",
            "-Dcluster.heartbeat-timeout=3s",
            "-Dcluster.stabilisation=2s"));
  }
}
