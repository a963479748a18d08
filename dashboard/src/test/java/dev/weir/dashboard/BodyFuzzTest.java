package dev.weir.dashboard;

import static dev.weir.dashboard.RunningDashboard.RECORDED_JOB;
import static dev.weir.dashboard.RunningDashboard.await;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.api.JobID;
import dev.weir.dashboard.RunningDashboard.Response;
import dev.weir.faults.fuzz.Fuzz;
import dev.weir.runtime.bus.Addresses;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bodies of requests that no client of ours sent: each is carried out or refused, none fails. */
final class BodyFuzzTest {

  private static final List<byte[]> SOUND =
      List.of(
          "{}".getBytes(UTF_8),
          "{\"drain\":true,\"targetDirectory\":\"/backup\"}".getBytes(UTF_8),
          "{\"cancel-job\":false,\"target-directory\":\"/backup\"}".getBytes(UTF_8));

  private static final String TOKEN = "a-token-of-operators";

  private final RunningDashboard dashboard = new RunningDashboard();

  @BeforeEach
  void publishJob() {
    dashboard.publishRecorded();
    await(
        dashboard
            .vertx
            .eventBus()
            .<JsonObject>consumer(
                Addresses.commands(new JobID(RECORDED_JOB)),
                message -> message.reply(new JsonObject().put("checkpoint", 1).put("path", "p")))
            .completion());
  }

  @AfterEach
  void stop() {
    dashboard.close();
  }

  @Test
  void damaged_bodies_are_taken_or_refused() {
    fuzzAll(200);
  }

  @Tag("long")
  @Test
  void many_damaged_bodies_are_taken_or_refused() {
    fuzzAll(20_000);
  }

  private void fuzzAll(int inputs) {
    for (String action : List.of("checkpoints", "savepoints", "stop")) {
      Fuzz fuzz =
          Fuzz.of(
              "body of " + action,
              input ->
                  post(dashboard, "/jobs/" + RECORDED_JOB + "/" + action, new String(input, UTF_8)),
              SOUND,
              IllegalArgumentException.class);
      System.out.println(fuzz.allocating(16 << 20, 1_000).run(Fuzz.seed(), inputs));
    }
  }

  @Test
  void damaged_logins_are_taken_or_refused() {
    fuzzLogins(200);
  }

  @Tag("long")
  @Test
  void many_damaged_logins_are_taken_or_refused() {
    fuzzLogins(20_000);
  }

  private static void fuzzLogins(int inputs) {
    try (RunningDashboard closed = new RunningDashboard(Map.of("dashboard.auth.token", TOKEN))) {
      Fuzz fuzz =
          Fuzz.of(
              "body of a login",
              input -> post(closed, "/login", new String(input, UTF_8)),
              List.of("{\"token\":\"%s\"}".formatted(TOKEN).getBytes(UTF_8)),
              IllegalArgumentException.class);
      System.out.println(fuzz.allocating(16 << 20, 1_000).run(Fuzz.seed(), inputs));
    }
  }

  private static void post(RunningDashboard to, String path, String body) {
    Response response = to.post(path, body);
    if (response.status() >= 500) {
      throw new IllegalStateException("status " + response.status() + ": " + response.body());
    }
    if (response.status() >= 400) {
      throw new IllegalArgumentException(response.error());
    }
  }
}
