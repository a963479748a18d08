package dev.weir.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.examples.cluster.Cluster.Node;
import dev.weir.examples.wordcount.SampleText;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job on two nodes keeps its parallelism until it is given another over HTTP. */
class ClusterRescaleTest {

  private static final Pattern ADDRESS = Pattern.compile("dashboard at (http://\\S+?)/?$");
  private static final int KEYS = 500;
  private static final long RECORDS = 300_000;

  @TempDir private Path directory;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void counts_are_exact_at_parallelism_2_then_4_then_1() throws Exception {
    try (Pulses pulses = new Pulses();
        Cluster cluster = cluster(pulses)) {
      cluster.start("-Ddashboard.enabled=true", "-Ddashboard.port=0");
      cluster.awaitLine(0, line -> line.contains("runs on 1 nodes with parallelism 2"));
      String jobs = address(cluster) + "/jobs";
      cluster.awaitLine(0, line -> line.equals(StatefulCount.FULL));
      int mark = cluster.mark();
      cluster.start();
      cluster.awaitLine(mark, line -> line.contains("one of 2 of cluster"));

      rescale(cluster, pulses, jobs, 4, 2);
      rescale(cluster, pulses, jobs, 1, 1);
      assertThat(cluster.text()).doesNotContain("runs on 2 nodes with parallelism 2");

      Files.createFile(directory.resolve("hurry"));
      for (Node node : cluster.all()) {
        assertThat(cluster.exitCode(node)).as(cluster.text()).isZero();
      }
      assertThat(SampleText.committed(directory.resolve("out")))
          .as(cluster.text())
          .isEqualTo(StatefulCount.expected(RECORDS, KEYS));
    }
  }

  private Cluster cluster(Pulses pulses) throws Exception {
    return Cluster.of(
        StatefulCount.class,
        List.of("-Xmx384m"),
        directory,
        List.of(
            "--records=" + RECORDS,
            "--keys=" + KEYS,
            "--bytes=10",
            "--per-second=1000",
            "--pulses=" + pulses.port(),
            "--output=" + directory.resolve("out"),
            "--checkpoint-dir=" + directory.resolve("checkpoints"),
            "--checkpoint-interval=200",
            "--resume",
            "-Dcluster.cores=2",
            "-Dcluster.scaling=manual",
            "-Dcluster.heartbeat-timeout=3s",
            "-Dcluster.stabilisation=100ms"));
  }

  private void rescale(
      Cluster cluster, Pulses pulses, String jobs, int parallelism, int expectedNodes)
      throws Exception {
    int attempt = pulses.attempt();
    int mark = cluster.mark();
    JsonObject answer =
        new JsonObject(
            send("PATCH", jobs + "/" + id(jobs) + "/rescaling?parallelism=" + parallelism));
    assertThat(answer.getString("request-id")).isNotNull();
    cluster.awaitLine(
        mark,
        line ->
            line.contains(
                "runs on %d nodes with parallelism %d".formatted(expectedNodes, parallelism)));
    pulses.awaitAttemptAfter(attempt);
  }

  private String id(String jobs) throws Exception {
    return new JsonObject(send("GET", jobs)).getJsonArray("jobs").getJsonObject(0).getString("id");
  }

  private String send(String method, String uri) throws Exception {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(uri))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isIn(200, 202);
    return response.body();
  }

  private static String address(Cluster cluster) throws Exception {
    Matcher matcher = ADDRESS.matcher(cluster.awaitLine(0, line -> ADDRESS.matcher(line).find()));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
