package dev.weir.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.examples.cluster.Cluster.Node;
import dev.weir.examples.wordcount.SampleText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes come, are refused, go, and come back; each is a JVM of its own. */
class ClusterLifeTest {

  private static final int REFUSED = 3;
  private static final String SLOWLY = "--lines-per-second=200";

  @TempDir private Path directory;
  private Path text;

  @BeforeEach
  void writeText() throws Exception {
    text = directory.resolve("text");
    SampleText.write(text, 2_000_000, 7);
  }

  private List<String> arguments(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "wordcount",
                "--input=" + text,
                "--checkpoint-interval=200",
                "--split-size=100000",
                "--resume",
                "-Dcluster.cores=1",
                "-Dcluster.heartbeat-timeout=3s",
                "-Dcluster.stabilisation=100ms"));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private String output(String name) {
    return "--output=" + directory.resolve(name);
  }

  private String checkpoints(String name) {
    return "--checkpoint-dir=" + directory.resolve(name);
  }

  private void assertExact(Cluster cluster) throws Exception {
    assertThat(SampleText.committed(directory.resolve("out")))
        .as(cluster.text())
        .isEqualTo(SampleText.count(text));
  }

  @Test
  void a_node_that_does_not_fit_is_refused_with_the_difference() throws Exception {
    try (Cluster cluster = new Cluster(directory, arguments())) {
      int mark = cluster.mark();
      cluster.start(output("out"), checkpoints("ck"), SLOWLY);
      cluster.awaitRunningOn(1, mark);

      Node other = cluster.start(output("out"), checkpoints("ck"), "-Djob.max-parallelism=64");
      assertThat(cluster.exitCode(other)).as(cluster.text()).isEqualTo(REFUSED);
      assertThat(cluster.awaitLine(mark, line -> line.contains("does not fit")))
          .contains("operator count is")
          .contains("maximum parallelism 128")
          .contains("maximum parallelism 64");

      Node elsewhere = cluster.start(output("out2"), checkpoints("elsewhere"));
      assertThat(cluster.exitCode(elsewhere)).as(cluster.text()).isEqualTo(REFUSED);
      cluster.awaitLine(mark, line -> line.contains("checkpointing.dir is"));
    }
  }

  @Test
  void a_node_that_does_not_see_the_storage_is_refused() throws Exception {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    try (Cluster cluster = new Cluster(directory, arguments("--checkpoint-dir=ck"))) {
      int mark = cluster.mark();
      cluster.start(output("out"), SLOWLY);
      cluster.awaitRunningOn(1, mark);

      Node refused = cluster.startIn(elsewhere, output("out2"));
      assertThat(cluster.exitCode(refused)).as(cluster.text()).isEqualTo(REFUSED);
      cluster.awaitLine(mark, line -> line.contains("is not the one that the cluster uses"));
    }
  }

  @Test
  void a_cluster_that_was_stopped_goes_on_when_it_is_started_again() throws Exception {
    try (Cluster cluster = new Cluster(directory, arguments(output("out"), checkpoints("ck")))) {
      int mark = cluster.mark();
      cluster.start(SLOWLY);
      cluster.start(SLOWLY);
      cluster.awaitRunningOn(2, mark);
      cluster.awaitLine(mark, line -> line.endsWith("is RUNNING"));
      cluster.living().forEach(cluster::terminate);
      for (Node node : cluster.all()) {
        assertThat(cluster.exitCode(node)).as(cluster.text()).isEqualTo(143);
      }

      mark = cluster.mark();
      List<Node> again = List.of(cluster.start(), cluster.start());
      cluster.awaitLine(mark, line -> line.contains("from checkpoint"));
      for (Node node : again) {
        assertThat(cluster.exitCode(node)).as(cluster.text()).isZero();
      }
      assertExact(cluster);
    }
  }

  @Test
  void a_node_for_which_there_is_nothing_to_do_moves_nothing() throws Exception {
    try (Cluster cluster =
        new Cluster(directory, arguments(output("out"), checkpoints("ck"), "--parallelism=1"))) {
      int mark = cluster.mark();
      String pace = "--lines-per-second=5000";
      List<Node> nodes = List.of(cluster.start(pace), cluster.start(pace));
      cluster.awaitRunningOn(1, mark);
      cluster.awaitLine(mark, line -> line.contains("one of 2 of cluster"));
      for (Node node : nodes) {
        assertThat(cluster.exitCode(node)).as(cluster.text()).isZero();
      }

      assertThat(cluster.text().lines().filter(line -> line.contains(" runs on ")))
          .hasSizeLessThanOrEqualTo(2);
      assertExact(cluster);
    }
  }

  /** The oldest worker would be the next coordinator, the other one has to tell that one. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_node_that_leaves_does_not_wait_for_a_coordinator_that_dies(boolean oldest)
      throws Exception {
    try (Cluster cluster =
        new Cluster(
            directory,
            arguments(output("out"), checkpoints("ck"), "-Dcluster.leave-timeout=80s"))) {
      int mark = cluster.mark();
      for (int nodes = 1; nodes <= 3; nodes++) {
        cluster.start(SLOWLY);
        cluster.awaitRunningOn(nodes, mark);
      }
      Node coordinator = cluster.coordinator();
      Node leaving = cluster.all().get(oldest ? 1 : 2);

      cluster.stop(coordinator);
      mark = cluster.mark();
      long begun = System.nanoTime();
      cluster.terminate(leaving);
      cluster.kill(coordinator);
      assertThat(cluster.exitCode(leaving)).as(cluster.text()).isEqualTo(143);
      assertThat(System.nanoTime() - begun)
          .as(cluster.text())
          .isLessThan(TimeUnit.SECONDS.toNanos(50));
      cluster.awaitRunningOn(1, mark);
    }
  }

  @Tag("long")
  @Test
  void counts_are_exact_on_1_2_4_3_and_1_nodes() throws Exception {
    try (Cluster cluster = new Cluster(directory, arguments(output("out"), checkpoints("ck")))) {
      int mark = cluster.mark();
      cluster.start(SLOWLY);
      cluster.awaitRunningOn(1, mark);
      mark = cluster.mark();
      cluster.start(SLOWLY);
      cluster.awaitRunningOn(2, mark);
      mark = cluster.mark();
      cluster.start(SLOWLY);
      cluster.start(SLOWLY);
      cluster.awaitRunningOn(4, mark);
      mark = cluster.mark();
      cluster.terminate(cluster.living().get(3));
      cluster.awaitRunningOn(3, mark);
      mark = cluster.mark();
      cluster.start();
      cluster.awaitRunningOn(4, mark);
      mark = cluster.mark();
      List<Node> slow = cluster.living().subList(0, 3);
      for (Node node : slow) {
        cluster.terminate(node);
      }
      cluster.awaitRunningOn(1, mark);
      assertThat(cluster.exitCode(cluster.all().get(4))).as(cluster.text()).isZero();
      System.out.println("time without an attempt, in ms: " + cluster.pauses());
      assertExact(cluster);
    }
  }
}
