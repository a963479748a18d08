package dev.weir.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.examples.cluster.Cluster.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The coordinator is lost after it has logged the end of the job, and before it tells anybody. */
class LoggedEndTest {

  @TempDir private Path directory;

  @Test
  void the_other_node_tells_its_program_what_was_added_up() throws Exception {
    Path checkpoints = directory.resolve("checkpoints");
    Path hurry = directory.resolve("hurry");
    List<String> arguments =
        List.of(
            "--hurry=" + hurry,
            "--checkpoint-dir=" + LastWords.uri(checkpoints),
            "--checkpoint-interval=200",
            "--resume",
            "-Dcluster.cores=1",
            "-Dcluster.heartbeat-timeout=2s",
            "-Dcluster.stabilisation=100ms");
    try (Cluster cluster =
        Cluster.of(HighestNumber.class, List.of("-Xmx256m"), directory, arguments)) {
      int mark = cluster.mark();
      cluster.start();
      cluster.start();
      cluster.awaitRunningOn(2, mark);
      Node coordinator = cluster.coordinator();
      Node other = cluster.all().get(coordinator.number() == 1 ? 1 : 0);

      Files.createFile(LastWords.halt(checkpoints));
      Files.createFile(hurry);

      assertThat(cluster.exitCode(coordinator)).as(cluster.text()).isEqualTo(LastWords.EXIT_CODE);
      assertThat(cluster.exitCode(other)).as(cluster.text()).isZero();
      assertThat(cluster.linesSince(mark, "the highest number is"))
          .as(cluster.text())
          .containsExactly("the highest number is " + (HighestNumber.RECORDS - 1));
    }
  }
}
