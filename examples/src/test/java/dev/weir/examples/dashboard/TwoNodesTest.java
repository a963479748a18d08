package dev.weir.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboards of two nodes of one cluster, each a JVM of its own: they must not differ. */
class TwoNodesTest {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

  @TempDir private static Path directory;
  private static final HttpClient client = HttpClient.newHttpClient();
  private static DemoNode first;
  private static DemoNode second;
  private static String job;
  private static JsonObject rescaled = new JsonObject();

  @BeforeAll
  static void startTwoNodes() throws Exception {
    String port = "-Dcluster.port=" + freePort();
    first = start(port);
    second = start(port);
    job =
        "/jobs/"
            + get(first, "/jobs", jobs -> !ids(jobs, "jobs").isEmpty())
                .getJsonArray("jobs")
                .getJsonObject(0)
                .getString("id");
    get(second, job + "/cluster", cluster -> objects(cluster, "nodes").size() == 2);
    rescaled = ask(second, "PATCH", job + "/rescaling?parallelism=3", job + "/rescaling");
    for (DemoNode node : both()) {
      get(node, job + "/cluster", cluster -> holders(cluster) == 2);
      get(node, job, all -> all.getString("state").equals("RUNNING"));
    }
  }

  private static DemoNode start(String port) throws Exception {
    return DemoNode.start(
        directory,
        "--port=0",
        "--rate=200",
        "--checkpoint-interval=500",
        "--cluster",
        port,
        "-Dcluster.cores=1",
        "-Dcluster.scaling=manual",
        "-Djob.parallelism=auto",
        "-Dcluster.stabilisation=100ms");
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  @AfterAll
  static void stop() {
    Stream.of(first, second).filter(node -> node != null).forEach(DemoNode::close);
  }

  private static List<DemoNode> both() {
    return List.of(first, second);
  }

  /** How many nodes hold subtasks. */
  private static long holders(JsonObject cluster) {
    return objects(cluster, "nodes").stream()
        .filter(node -> !node.getJsonObject("subtasks").isEmpty())
        .count();
  }

  private static List<JsonObject> objects(JsonObject in, String name) {
    return in.getJsonArray(name, new JsonArray()).stream().map(JsonObject.class::cast).toList();
  }

  private static List<String> ids(JsonObject in, String name) {
    return objects(in, name).stream().map(one -> one.getString("id")).sorted().toList();
  }

  /** Asks until the answer is as it should be. */
  private static JsonObject get(DemoNode node, String path, Predicate<JsonObject> wanted)
      throws Exception {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(node.address() + path)).build(),
              BodyHandlers.ofString());
      JsonObject json = new JsonObject(answer.body());
      if (answer.statusCode() == 200 && wanted.test(json)) {
        return json;
      }
      assertThat(System.nanoTime()).as("%s: %s", path, json).isLessThan(deadline);
    }
  }

  private static JsonObject get(DemoNode node, String path) throws Exception {
    return get(node, path, json -> true);
  }

  private static JsonObject now(DemoNode node, String path) {
    try {
      return get(node, path);
    } catch (Exception e) {
      throw new AssertionError(path, e);
    }
  }

  private static JsonObject ask(DemoNode node, String method, String path, String statusPath)
      throws Exception {
    HttpResponse<String> accepted =
        client.send(
            HttpRequest.newBuilder(URI.create(node.address() + path))
                .method(method, BodyPublishers.ofString("{}"))
                .header("Content-Type", "application/json")
                .build(),
            BodyHandlers.ofString());
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    String request = new JsonObject(accepted.body()).getString("request-id");
    return get(node, statusPath + "/" + request, status -> status.containsKey("operation"))
        .getJsonObject("operation");
  }

  @Test
  void both_nodes_answer_the_same() throws Exception {
    long id =
        get(
                first,
                job + "/checkpoints",
                all -> all.getJsonObject("counts").getLong("completed") > 2)
            .getJsonObject("latest")
            .getJsonObject("completed")
            .getLong("id");
    get(
        second,
        job + "/checkpoints/details/" + id,
        one -> one.getString("status").equals("COMPLETED"));
    for (String path :
        List.of(
            "/jobs",
            job + "/plan",
            job + "/config",
            job + "/settings",
            job + "/history",
            job + "/cluster",
            job + "/exceptions",
            job + "/checkpoints/config",
            job + "/checkpoints/details/" + id,
            job + "/checkpoints/details/" + id + "/subtasks")) {
      get(second, path, answer -> answer.equals(now(first, path)));
    }
    assertThat(ids(get(second, "/taskmanagers"), "taskmanagers"))
        .hasSize(2)
        .isEqualTo(ids(get(first, "/taskmanagers"), "taskmanagers"));
  }

  @Test
  void log_of_a_node_is_read_from_the_other() throws Exception {
    for (String node : ids(get(first, "/taskmanagers"), "taskmanagers")) {
      for (DemoNode asked : both()) {
        JsonObject tail = get(asked, "/taskmanagers/" + node + "/logs-tail");
        assertThat(tail.getString("node")).isEqualTo(node);
        assertThat(objects(tail, "lines")).isNotEmpty();
      }
    }
  }

  @Test
  void what_passes_between_the_nodes_is_told() throws Exception {
    for (DemoNode node : both()) {
      get(
          node,
          "/taskmanagers",
          all ->
              objects(all, "taskmanagers").stream()
                  .map(each -> each.getJsonObject("metrics"))
                  .allMatch(
                      metrics ->
                          metrics.getLong("busBytesInPerSecond") > 0
                              && metrics.getLong("busBytesOutPerSecond") > 0));
    }
  }

  /** The node that came first coordinates. */
  @Test
  void checkpoint_and_savepoint_are_taken_at_the_node_that_does_not_coordinate() throws Exception {
    assertThat(first.log()).contains("this node coordinates");
    assertThat(second.log()).doesNotContain("this node coordinates");
    JsonObject checkpoint = ask(second, "POST", job + "/checkpoints", job + "/checkpoints");
    assertThat(checkpoint.getLong("checkpointId")).as(checkpoint.encode()).isPositive();
    JsonObject savepoint = ask(second, "POST", job + "/savepoints", job + "/savepoints");
    assertThat(savepoint.getString("location")).as(savepoint.encode()).isNotBlank();
  }

  @Test
  void job_was_rescaled_at_the_node_that_does_not_coordinate() throws Exception {
    assertThat(rescaled.fieldNames()).as(rescaled.encode()).doesNotContain("failure-cause");
    for (DemoNode node : both()) {
      get(node, job, all -> parallelism(all, "score") == 3);
      get(node, job + "/history", all -> kinds(all).contains("rescaled"));
    }
  }

  private static int parallelism(JsonObject job, String vertex) {
    return objects(job, "vertices").stream()
        .filter(one -> one.getString("id").equals(vertex))
        .mapToInt(one -> one.getInteger("parallelism"))
        .findFirst()
        .orElse(0);
  }

  private static List<String> kinds(JsonObject history) {
    return objects(history, "events").stream().map(event -> event.getString("kind")).toList();
  }
}
