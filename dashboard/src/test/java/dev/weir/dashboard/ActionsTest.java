package dev.weir.dashboard;

import static dev.weir.dashboard.RunningDashboard.RECORDED_JOB;
import static dev.weir.dashboard.RunningDashboard.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.JobID;
import dev.weir.dashboard.RunningDashboard.Response;
import dev.weir.runtime.bus.Addresses;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionsTest {

  private static final String JOB = "/jobs/" + RECORDED_JOB;

  private final RunningDashboard dashboard = new RunningDashboard();
  private FakeCoordinator coordinator;
  private final Promise<Message<JsonObject>> asked = Promise.promise();

  @BeforeEach
  void publishJob() {
    coordinator = dashboard.publishRecorded();
    await(
        dashboard
            .vertx
            .eventBus()
            .<JsonObject>consumer(Addresses.commands(new JobID(RECORDED_JOB)), asked::tryComplete)
            .completion());
  }

  @AfterEach
  void stop() {
    dashboard.close();
  }

  @Test
  void savepoint_is_asked_of_the_coordinator_and_its_place_is_told() {
    Response accepted = dashboard.post(JOB + "/savepoints", "{\"target-directory\":\"/backup\"}");
    assertThat(accepted.status()).isEqualTo(202);
    Message<JsonObject> request = await(asked.future());
    assertThat(request.body())
        .isEqualTo(new JsonObject().put("action", "savepoint").put("directory", "/backup"));

    String status = JOB + "/savepoints/" + accepted.json().getString("request-id");
    assertThat(dashboard.get(status).json().getJsonObject("status").getString("id"))
        .isEqualTo("IN_PROGRESS");
    request.reply(new JsonObject().put("checkpoint", 7).put("path", "/backup/savepoint-7"));

    JsonObject done = completed(status);
    assertThat(done.getString("location")).isEqualTo("/backup/savepoint-7");
    assertThat(done.getInteger("checkpointId")).isEqualTo(7);
  }

  @Test
  void refusal_of_the_coordinator_is_told() {
    Response accepted = dashboard.post(JOB + "/checkpoints", "{}");
    await(asked.future()).fail(409, "the job is RESTARTING, not running");

    JsonObject done = completed(JOB + "/checkpoints/" + accepted.json().getString("request-id"));
    assertThat(done.getJsonObject("failure-cause").getString("stack-trace"))
        .isEqualTo("the job is RESTARTING, not running");
  }

  @Test
  void stop_hands_on_drain_and_directory() {
    dashboard.post(JOB + "/stop", "{\"drain\":true,\"targetDirectory\":\"/backup\"}");
    assertThat(await(asked.future()).body().getMap())
        .containsEntry("action", "stop")
        .containsEntry("drain", true)
        .containsEntry("directory", "/backup");
  }

  @Test
  void rescale_hands_on_the_parallelism_and_tells_what_came_of_it() {
    Response accepted =
        dashboard.send(HttpMethod.PATCH, JOB + "/rescaling?parallelism=4", Map.of(), "");
    assertThat(accepted.status()).isEqualTo(202);
    Message<JsonObject> request = await(asked.future());
    assertThat(request.body())
        .isEqualTo(new JsonObject().put("action", "rescale").put("parallelism", 4));
    request.fail(409, "the parallelism follows the nodes");
    assertThat(
            completed(JOB + "/rescaling/" + accepted.json().getString("request-id"))
                .getJsonObject("failure-cause")
                .getString("stack-trace"))
        .isEqualTo("the parallelism follows the nodes");
  }

  @Test
  void rescale_is_asked_for_by_post_as_well() {
    Response accepted = dashboard.post(JOB + "/rescale", "{\"parallelism\":4}");
    assertThat(accepted.status()).isEqualTo(202);
    Message<JsonObject> request = await(asked.future());
    assertThat(request.body())
        .isEqualTo(new JsonObject().put("action", "rescale").put("parallelism", 4));
    request.reply(new JsonObject());
    completed(JOB + "/rescaling/" + accepted.json().getString("request-id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"parallelism\":0}", "{\"parallelism\":\"many\"}", "7", ""})
  void rescale_to_nothing_by_post_is_400(String body) {
    assertThat(dashboard.post(JOB + "/rescale", body).status()).isEqualTo(400);
    assertThat(asked.future().isComplete()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?parallelism=0", "?parallelism=many", "?parallelism=-3"})
  void rescale_to_nothing_is_400(String query) {
    assertThat(dashboard.send(HttpMethod.PATCH, JOB + "/rescaling" + query, Map.of(), "").status())
        .isEqualTo(400);
    assertThat(asked.future().isComplete()).isFalse();
  }

  @Test
  void patch_cancels() {
    Response accepted = dashboard.send(HttpMethod.PATCH, JOB + "?mode=cancel", Map.of(), "");
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(await(asked.future()).body().getString("action")).isEqualTo("cancel");
  }

  @Test
  void job_that_is_over_is_left_alone() {
    dashboard.publish(coordinator, "job", coordinator.part("job").put("state", "FINISHED"));
    Response refused = dashboard.post(JOB + "/checkpoints", "{}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.error()).contains("FINISHED");
    assertThat(asked.future().isComplete()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "{\"drain\":\"yes\"}", "{\"targetDirectory\":7}"})
  void malformed_body_is_400(String body) {
    assertThat(dashboard.post(JOB + "/stop", body).status()).isEqualTo(400);
    assertThat(asked.future().isComplete()).isFalse();
  }

  @Test
  void oversized_body_is_413() {
    Response refused = dashboard.post(JOB + "/stop", " ".repeat(Actions.MAX_BODY_BYTES + 1));
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.error()).contains(String.valueOf(Actions.MAX_BODY_BYTES));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
  void what_a_form_of_another_site_can_send_is_415(String type) {
    Response refused =
        dashboard.send(HttpMethod.POST, JOB + "/cancel", Map.of("Content-Type", type), "{}");
    assertThat(refused.status()).isEqualTo(415);
    assertThat(asked.future().isComplete()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, https://elsewhere.example",
    "Origin, null",
    "Origin, http://127.0.0.1:1",
    "Sec-Fetch-Site, cross-site",
    "Host, elsewhere.example"
  })
  void requests_from_other_sites_are_403(String header, String value) {
    Response refused =
        dashboard.send(
            HttpMethod.POST,
            JOB + "/cancel",
            Map.of("Content-Type", "application/json", header, value),
            "{}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(asked.future().isComplete()).isFalse();
  }

  @Test
  void unknown_job_is_404() {
    assertThat(dashboard.post("/jobs/" + "0".repeat(32) + "/stop", "{}").status()).isEqualTo(404);
  }

  /** The answer travels over the bus, so it may take some questions. */
  private JsonObject completed(String path) {
    for (int i = 0; i < 1_000; i++) {
      JsonObject status = dashboard.get(path).json();
      if (status.getJsonObject("status").getString("id").equals("COMPLETED")) {
        return status.getJsonObject("operation");
      }
    }
    throw new AssertionError("not completed: " + path);
  }
}
