package dev.weir.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.examples.cluster.Cluster.Node;
import dev.weir.examples.cluster.SplitNetwork.Host;
import dev.weir.examples.wordcount.SampleText;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network between three nodes splits for a while, and heals. */
@Tag("long")
class ClusterSplitTest {

  private static final String SLOWLY = "--lines-per-second=100";

  @TempDir private Path directory;

  @Test
  void a_coordinator_that_is_alone_is_deposed_and_comes_back() throws Exception {
    try (SplitNetwork network = new SplitNetwork(3);
        Cluster cluster = cluster(network)) {
      startAll(cluster, network);
      Host coordinator = network.hosts().get(cluster.coordinator().number() - 1);

      int mark = cluster.mark();
      network.cutOff(coordinator);
      cluster.awaitRunningOn(2, mark);
      cluster.awaitLine(mark, line -> line.contains("this coordinator was replaced"));
      mark = cluster.mark();
      network.heal(coordinator);
      cluster.awaitRunningOn(3, mark);

      finish(cluster, network);
    }
  }

  @Test
  void a_node_that_is_alone_deposes_nobody_and_comes_back() throws Exception {
    try (SplitNetwork network = new SplitNetwork(3);
        Cluster cluster = cluster(network)) {
      startAll(cluster, network);
      int coordinator = cluster.coordinator().number() - 1;
      Host alone = network.hosts().get((coordinator + 1) % 3);

      int mark = cluster.mark();
      network.cutOff(alone);
      cluster.awaitRunningOn(2, mark);
      cluster.awaitLine(mark, line -> line.contains("a coordinator is alive that this node"));
      mark = cluster.mark();
      network.heal(alone);
      cluster.awaitRunningOn(3, mark);

      assertThat(cluster.text()).doesNotContain("in term 2");
      finish(cluster, network);
    }
  }

  private Cluster cluster(SplitNetwork network) throws Exception {
    Path text = directory.resolve("text");
    SampleText.write(text, 3_000_000, 11);
    return new Cluster(
        directory,
        List.of(
            "wordcount",
            "--input=" + text,
            "--output=" + directory.resolve("out"),
            "--checkpoint-dir=" + directory.resolve("checkpoints"),
            "--checkpoint-interval=200",
            "--split-size=50000",
            "--resume",
            "--members=" + network.members(),
            "-Dcluster.cores=1",
            "-Dcluster.heartbeat-timeout=2s",
            "-Dcluster.stabilisation=100ms"));
  }

  private static void startAll(Cluster cluster, SplitNetwork network) throws Exception {
    int mark = cluster.mark();
    for (Host host : network.hosts()) {
      start(cluster, host, SLOWLY);
    }
    cluster.awaitRunningOn(3, mark);
  }

  private static Node start(Cluster cluster, Host host, String... more) throws Exception {
    String[] arguments = new String[more.length + 1];
    arguments[0] = "-Dcluster.host=" + host.address();
    System.arraycopy(more, 0, arguments, 1, more.length);
    return cluster.startUnder(host.prefix(), arguments);
  }

  /** A quick node reads what is left, when all the slow ones are gone. */
  private void finish(Cluster cluster, SplitNetwork network) throws Exception {
    List<Node> slow = cluster.living();
    int mark = cluster.mark();
    Node quick = start(cluster, network.hosts().get(0));
    cluster.awaitRunningOn(4, mark);
    for (Node node : slow) {
      cluster.kill(node);
    }
    assertThat(cluster.exitCode(quick)).as(cluster.text()).isZero();
    assertThat(SampleText.committed(directory.resolve("out")))
        .as(cluster.text())
        .isEqualTo(SampleText.count(directory.resolve("text")));
  }
}
