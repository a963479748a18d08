package dev.weir.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.examples.cluster.Cluster.Node;
import dev.weir.examples.wordcount.SampleText;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Nodes find each other otherwise than by a list of members: by multicast on the loopback device,
 * and as on Kubernetes by the addresses that a name resolves to.
 */
class ClusterDiscoveryTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"multicast,nobody.invalid", "kubernetes,localhost"})
  void two_nodes_find_each_other(String discovery, String members) throws Exception {
    Path text = directory.resolve("text");
    SampleText.write(text, 300_000, 5);
    try (Cluster cluster = new Cluster(directory, arguments(text, discovery, members))) {
      int mark = cluster.mark();
      cluster.start("--lines-per-second=200");
      cluster.awaitLine(mark, line -> line.contains("one of 1 of cluster"));
      cluster.start();
      cluster.awaitLine(mark, line -> line.contains("one of 2 of cluster"));
      cluster.awaitRunningOn(2, mark);
      cluster.kill(cluster.all().get(0));

      Node left = cluster.all().get(1);
      assertThat(cluster.exitCode(left)).as(cluster.text()).isZero();
      assertThat(SampleText.committed(directory.resolve("out")))
          .as(cluster.text())
          .isEqualTo(SampleText.count(text));
    }
  }

  private List<String> arguments(Path text, String discovery, String members) {
    return List.of(
        "wordcount",
        "--input=" + text,
        "--output=" + directory.resolve("out"),
        "--checkpoint-dir=" + directory.resolve("checkpoints"),
        "--checkpoint-interval=200",
        "--split-size=50000",
        "--resume",
        "--members=" + members,
        "-Dcluster.discovery=" + discovery,
        "-Dcluster.name=found-" + directory.getFileName(),
        "-Dcluster.cores=1",
        "-Dcluster.heartbeat-timeout=3s",
        "-Dcluster.stabilisation=100ms");
  }
}
