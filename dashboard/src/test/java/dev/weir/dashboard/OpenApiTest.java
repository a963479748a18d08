package dev.weir.dashboard;

import static dev.weir.dashboard.RunningDashboard.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dashboard.RunningJob.Answer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Holds a real server with a real job to what the OpenAPI document says of it. */
@ResourceLock(RunningJob.ALONE)
class OpenApiTest {

  /**
   * Not documents: the page, its libraries, the WebSocket, the text for Prometheus, and what
   * browsers are sent through.
   */
  private static final Set<String> NOT_DESCRIBED =
      Set.of("GET /feed", "GET /metrics", "GET /openapi.json", "GET /login", "GET /callback");

  private static RunningJob running;
  private static OpenAPIContract contract;
  private static ResponseValidator validator;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    running = new RunningJob(directory, Map.of("dashboard.demo", "true"));
    running.awaitCheckpoints(3);
    JsonObject document = running.send(HttpMethod.GET, "/openapi.json", "").json();
    contract = await(OpenAPIContract.from(running.vertx, document));
    validator = ResponseValidator.create(running.vertx, contract);
  }

  @AfterAll
  static void stop() throws Exception {
    running.close();
  }

  @Test
  void every_document_is_as_described() {
    String request = request(HttpMethod.POST, "takeSavepoint", path("takeSavepoint"));
    assertThat(completed("savepointStatus", request).getString("location")).contains("savepoints");
    fail();
    for (Operation operation : contract.operations()) {
      if (operation.getHttpMethod().equals(HttpMethod.GET)) {
        String path = path(operation.getOperationId()).replace("{triggerid}", request);
        check(operation.getOperationId(), running.send(HttpMethod.GET, path, ""), 200);
      }
    }
  }

  /** So that there are exceptions, and a recovery in the history. */
  private static void fail() {
    check("fail", running.send(HttpMethod.POST, path("fail"), "{}"), 202);
    String exceptions = path("exceptions");
    while (running
        .send(HttpMethod.GET, exceptions, "")
        .json()
        .getJsonObject("exceptionHistory")
        .getJsonArray("entries")
        .isEmpty()) {
      Thread.onSpinWait();
    }
    running.awaitCheckpoints(running.completedCheckpoints() + 2);
  }

  @Test
  void values_of_metrics_are_as_described() {
    for (String id : List.of("jobMetrics", "vertexMetrics", "subtaskMetrics")) {
      Answer names = running.send(HttpMethod.GET, path(id), "");
      while (new JsonArray(names.body()).isEmpty()) { // an attempt has just begun
        names = running.send(HttpMethod.GET, path(id), "");
      }
      String first = new JsonArray(names.body()).getJsonObject(0).getString("id");
      Answer values = running.send(HttpMethod.GET, path(id) + "?get=" + first, "");
      check(id, values, 200);
      assertThat(new JsonArray(values.body())).hasSize(1);
    }
  }

  @Test
  void rescale_beyond_what_the_job_can_be_is_answered_with_the_reason_why_not() {
    String request = request(HttpMethod.PATCH, "rescale", path("rescale") + "?parallelism=32000");
    JsonObject outcome = completed("rescalingStatus", request);
    assertThat(outcome.getJsonObject("failure-cause").getString("stack-trace"))
        .contains("parallelism is 32000, expected at most the maximum parallelism 128");
  }

  @Test
  void rescale_by_post_is_as_described() {
    String beyond = "{\"parallelism\":32000}";
    Answer accepted = running.send(HttpMethod.POST, path("rescaleByBody"), beyond);
    check("rescaleByBody", accepted, 202);
    JsonObject outcome = completed("rescalingStatus", accepted.json().getString("request-id"));
    assertThat(outcome.getJsonObject("failure-cause").getString("stack-trace"))
        .contains("parallelism is 32000, expected at most the maximum parallelism 128");
  }

  @Test
  void prometheus_is_told_of_the_job_its_subtasks_and_the_jvm() {
    Answer answer = running.send(HttpMethod.GET, "/metrics", "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains("weir_job_numberOfCompletedCheckpoints")
        .contains("weir_task_")
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void state_is_told_by_operator_descriptor_and_key_group() {
    Answer answer = running.send(HttpMethod.GET, path("state"), "");
    while (!answer.json().containsKey("checkpoint")) { // read when somebody looks
      answer = running.send(HttpMethod.GET, path("state"), "");
    }
    check("state", answer, 200);
    JsonObject sums =
        answer.json().getJsonObject("vertices").stream()
            .flatMap(vertex -> ((JsonArray) vertex.getValue()).stream())
            .map(JsonObject.class::cast)
            .filter(operator -> operator.getString("operator").equals("sums"))
            .findFirst()
            .orElseThrow();
    JsonObject descriptor = sums.getJsonArray("descriptors").getJsonObject(0);
    assertThat(descriptor.getString("kind")).isEqualTo("value");
    assertThat(descriptor.getString("key-type")).isNotBlank();
    long sections =
        sums.getJsonArray("key-groups").stream()
            .mapToLong(range -> ((JsonArray) range).getLong(2))
            .sum();
    assertThat(sections).isPositive().isLessThanOrEqualTo(sums.getLong("full-bytes"));
    assertThat(sums.getJsonArray("key-groups").size()).as("100 keys").isGreaterThan(20);
  }

  @Test
  void what_happened_once_is_told_once() {
    JsonArray events =
        running.send(HttpMethod.GET, path("history"), "").json().getJsonArray("events");
    assertThat(events.stream().map(event -> ((JsonObject) event).getString("kind")))
        .containsOnlyOnce("started");
  }

  @Test
  void checkpoint_is_taken_on_request() {
    String request = request(HttpMethod.POST, "takeCheckpoint", path("takeCheckpoint"));
    assertThat(completed("checkpointStatus", request).getLong("checkpointId")).isPositive();
  }

  @Test
  void refusals_are_as_described() {
    for (Operation operation : contract.operations()) {
      String path = operation.getOpenAPIPath();
      if (path.contains("{")) {
        Answer answer =
            running.send(operation.getHttpMethod(), path.replaceAll("\\{\\w+}", "nothing"), "{}");
        check(operation.getOperationId(), answer, 404);
      }
    }
  }

  @Test
  void every_route_is_described_and_every_description_has_a_route() {
    DashboardVerticle.Served served =
        DashboardVerticle.serve(running.vertx, RunningDashboard.options(Map.of()));
    Set<String> routes = new TreeSet<>();
    served.routes().router().getRoutes().stream()
        .filter(route -> route.getPath() != null && route.methods() != null)
        .filter(route -> !route.getPath().startsWith("/webjars/"))
        .forEach(
            route ->
                route
                    .methods()
                    .forEach(
                        method ->
                            routes.add(
                                method + " " + route.getPath().replaceAll(":(\\w+)", "{$1}"))));
    routes.removeAll(NOT_DESCRIBED);
    Set<String> described = new TreeSet<>();
    contract
        .operations()
        .forEach(
            operation ->
                described.add(operation.getHttpMethod() + " " + operation.getOpenAPIPath()));
    assertThat(routes).isEqualTo(described);
  }

  @Test
  void secrets_are_not_in_any_document() {
    for (Operation operation : contract.operations()) {
      if (operation.getHttpMethod().equals(HttpMethod.GET)) {
        assertThat(running.send(HttpMethod.GET, path(operation.getOperationId()), "").body())
            .doesNotContain("never to be shown");
      }
    }
    assertThat(running.send(HttpMethod.GET, path("settings"), "").body())
        .contains("\"key\":\"cluster.secret\",\"value\":\"***\"");
  }

  private static String path(String operation) {
    String newest =
        running
            .send(HttpMethod.GET, "/jobs/" + running.id() + "/checkpoints", "")
            .json()
            .getJsonObject("latest")
            .getJsonObject("completed")
            .getLong("id")
            .toString();
    String node =
        running
            .send(HttpMethod.GET, "/taskmanagers", "")
            .json()
            .getJsonArray("taskmanagers")
            .getJsonObject(0)
            .getString("id");
    String vertex =
        running
            .send(HttpMethod.GET, "/jobs/" + running.id(), "")
            .json()
            .getJsonArray("vertices")
            .getJsonObject(0)
            .getString("id");
    return contract
        .operation(operation)
        .getOpenAPIPath()
        .replace("{jobid}", running.id())
        .replace("{checkpointid}", newest)
        .replace("{vertexid}", vertex)
        .replace("{node}", node);
  }

  private static String request(HttpMethod method, String operation, String path) {
    Answer accepted = running.send(method, path, "{}");
    check(operation, accepted, 202);
    return accepted.json().getString("request-id");
  }

  private static JsonObject completed(String operation, String request) {
    JsonObject answer = new JsonObject();
    while (!answer.containsKey("operation")) {
      Answer status =
          running.send(HttpMethod.GET, path(operation).replace("{triggerid}", request), "");
      check(operation, status, 200);
      answer = status.json();
    }
    return answer.getJsonObject("operation");
  }

  private static void check(String operation, Answer answer, int status) {
    assertThat(answer.status()).as("%s: %s", operation, answer.body()).isEqualTo(status);
    String type = answer.type().split(";", 2)[0];
    await(
        validator
            .validate(
                ValidatableResponse.create(status, Buffer.buffer(answer.body()), type), operation)
            .recover(
                e -> Future.failedFuture(new AssertionError(operation + ": " + answer.body(), e))));
  }
}
