package dev.weir.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.examples.cluster.Cluster.Node;
import dev.weir.examples.wordcount.SampleText;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three JVMs count words into part files, exactly once, while nodes are killed, hang, leave and
 * come. Replay with {@code -Dseed=}, as far as the machine lets it be replayed; {@code -Drounds=}
 * says how long the long test is.
 */
class ClusterKillTest {

  private static final int NODES = 3;
  private static final int BYTES_A_ROUND = 450_000;
  private static final String SLOWLY = "--lines-per-second=200";

  @TempDir private Path directory;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void counts_are_exact_though_nodes_are_killed_hang_and_leave() throws Exception {
    System.out.println("ClusterKillTest: seed " + seed);
    try (Cluster cluster = cluster(4_000_000)) {
      begin(cluster);
      replaceOne(cluster, cluster.coordinator());
      replaceOne(cluster, any(cluster));
      hang(cluster, any(cluster));
      leave(cluster, any(cluster));
      replaceOne(cluster, any(cluster));
      hang(cluster, cluster.coordinator());
      replaceOne(cluster, any(cluster));
      leave(cluster, cluster.coordinator());
      replaceOne(cluster, any(cluster));
      finish(cluster);
    }
  }

  @Tag("long")
  @Test
  void counts_are_exact_after_many_rounds_of_everything() throws Exception {
    int rounds = Integer.getInteger("rounds", 200);
    System.out.printf("ClusterKillTest: seed %d, %d rounds%n", seed, rounds);
    try (Cluster cluster = cluster(4_000_000 + rounds * BYTES_A_ROUND)) {
      begin(cluster);
      for (int round = 1; round <= rounds; round++) {
        long begun = System.nanoTime();
        String event = round(cluster);
        System.out.printf(
            "ClusterKillTest: round %d of %d, %s, %d ms%n",
            round, rounds, event, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
      }
      finish(cluster);
    }
  }

  private String round(Cluster cluster) throws Exception {
    Node victim = any(cluster);
    String who = cluster.coordinator().equals(victim) ? "coordinator" : "worker";
    switch (random.nextInt(4)) {
      case 0 -> {
        hang(cluster, victim);
        return who + " hangs";
      }
      case 1 -> {
        leave(cluster, victim);
        return who + " leaves";
      }
      default -> {
        replaceOne(cluster, victim);
        return who + " killed";
      }
    }
  }

  private Cluster cluster(int bytes) throws Exception {
    Path text = directory.resolve("text");
    SampleText.write(text, bytes, seed);
    return new Cluster(
        directory,
        List.of(
            "wordcount",
            "--input=" + text,
            "--output=" + directory.resolve("out"),
            "--checkpoint-dir=" + directory.resolve("checkpoints"),
            "--checkpoint-interval=200",
            "--split-size=200000",
            "--resume",
            "-Dcluster.cores=1",
            "-Dcluster.heartbeat-timeout=2s",
            "-Dcluster.stabilisation=100ms"));
  }

  private Node any(Cluster cluster) {
    List<Node> living = cluster.living();
    return living.get(random.nextInt(living.size()));
  }

  private static void begin(Cluster cluster) throws Exception {
    int mark = cluster.mark();
    for (int node = 0; node < NODES; node++) {
      cluster.start(SLOWLY);
    }
    cluster.awaitRunningOn(NODES, mark);
  }

  private void replaceOne(Cluster cluster, Node victim) throws Exception {
    int mark = cluster.mark();
    cluster.kill(victim);
    if (random.nextBoolean()) {
      cluster.awaitRunningOn(NODES - 1, mark);
    }
    mark = cluster.mark();
    cluster.start(SLOWLY);
    cluster.awaitRunningOn(NODES, mark);
  }

  /** It is given up, and when it wakes it joins anew. */
  private static void hang(Cluster cluster, Node victim) throws Exception {
    int mark = cluster.mark();
    cluster.stop(victim);
    cluster.awaitRunningOn(NODES - 1, mark);
    mark = cluster.mark();
    cluster.resume(victim);
    cluster.awaitRunningOn(NODES, mark);
  }

  private static void leave(Cluster cluster, Node victim) throws Exception {
    cluster.terminate(victim);
    assertThat(cluster.exitCode(victim)).as(cluster.text()).isEqualTo(143);
    int mark = cluster.mark();
    cluster.start(SLOWLY);
    cluster.awaitRunningOn(NODES, mark);
  }

  /** A quick node reads what is left, when all the slow ones are gone. */
  private void finish(Cluster cluster) throws Exception {
    List<Node> slow = cluster.living();
    int mark = cluster.mark();
    Node quick = cluster.start();
    cluster.awaitRunningOn(NODES + 1, mark);
    for (Node node : slow) {
      cluster.kill(node);
    }
    assertThat(cluster.exitCode(quick)).as("seed %d\n%s", seed, cluster.text()).isZero();
    assertThat(SampleText.committed(directory.resolve("out")))
        .as("seed %d\n%s", seed, cluster.text())
        .isEqualTo(SampleText.count(directory.resolve("text")));
  }
}
