package dev.weir.dashboard;

import static dev.weir.dashboard.RunningDashboard.RECORDED_JOB;
import static dev.weir.dashboard.RunningDashboard.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.JobID;
import dev.weir.dashboard.RunningDashboard.Response;
import dev.weir.runtime.bus.Addresses;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccumulatorsTest {

  private static final String PATH = "/jobs/" + RECORDED_JOB + "/accumulators";
  private static final byte[] BYTES = {1, -2, 3};

  private final RunningDashboard dashboard = new RunningDashboard();
  private FakeCoordinator coordinator;

  @BeforeEach
  void publishJob() {
    coordinator = dashboard.publishRecorded();
  }

  @AfterEach
  void stop() {
    dashboard.close();
  }

  private static JsonObject told(String text) {
    return new JsonObject()
        .put(
            "accumulators",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("name", "records")
                        .put("type", "com.example.Job$Records")
                        .put("bytes", BYTES)
                        .put("text", text))
                .add(new JsonObject().put("name", "lines").put("failure", "two classes")));
  }

  private void answerWith(JsonObject answer) {
    await(
        dashboard
            .vertx
            .eventBus()
            .<JsonObject>consumer(
                Addresses.commands(new JobID(RECORDED_JOB)),
                asked -> {
                  assertThat(asked.body())
                      .isEqualTo(new JsonObject().put("action", "accumulators"));
                  asked.reply(answer);
                })
            .completion());
  }

  private static JsonObject shown(String name, String type, String value) {
    return new JsonObject().put("name", name).put("type", type).put("value", value);
  }

  @Test
  void those_of_a_running_job_are_asked_of_its_coordinator() {
    answerWith(told("Records 7"));
    Response answer = dashboard.get(PATH);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json())
        .isEqualTo(
            new JsonObject()
                .put("job-accumulators", new JsonArray())
                .put(
                    "user-task-accumulators",
                    new JsonArray()
                        .add(shown("records", "Records", "Records 7"))
                        .add(shown("lines", "Failure", "two classes")))
                .put("serialized-user-task-accumulators", new JsonObject()));
  }

  @Test
  void values_go_along_as_bytes_if_they_are_asked_for() {
    answerWith(told("Records 7"));
    JsonObject serialized =
        dashboard
            .get(PATH + "?includeSerializedValue=true")
            .json()
            .getJsonObject("serialized-user-task-accumulators");
    assertThat(serialized)
        .isEqualTo(
            new JsonObject()
                .put("records", Base64.getUrlEncoder().withoutPadding().encodeToString(BYTES)));
    assertThat(dashboard.get(PATH + "?includeSerializedValue=perhaps").status()).isEqualTo(400);
  }

  @Test
  void those_of_a_finished_job_are_what_its_coordinator_said_last() {
    coordinator.publish("accumulators", told("Records 9"));
    dashboard.publish(coordinator, "job", coordinator.part("job").put("state", "FINISHED"));
    assertThat(dashboard.get(PATH).json().getJsonArray("user-task-accumulators"))
        .contains(shown("records", "Records", "Records 9"));
  }

  @Test
  void they_are_not_on_the_feed() {
    coordinator.publish("accumulators", told("Records 9"));
    JsonObject job = coordinator.part("job").put("state", "FINISHED");
    StringBuffer seen = new StringBuffer();
    coordinator.publish("job", job);
    Promise<Void> finished = Promise.promise();
    await(
        dashboard.connect(
            Map.of(),
            message -> {
              seen.append(message.encode());
              if (seen.indexOf("FINISHED") >= 0) {
                finished.tryComplete();
              }
            }));
    await(finished.future());
    assertThat(seen).doesNotContain("Records 9");
  }

  @Test
  void a_coordinator_that_is_gone_is_told_as_such() {
    Response answer = dashboard.get(PATH);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.error()).contains("no node answers");
  }
}
