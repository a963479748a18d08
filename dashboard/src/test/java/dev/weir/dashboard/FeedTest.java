package dev.weir.dashboard;

import static dev.weir.dashboard.RunningDashboard.RECORDED_JOB;
import static dev.weir.dashboard.RunningDashboard.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.runtime.bus.Addresses;
import io.vertx.core.Promise;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedTest {

  /** Together far more than the buffers of a connection hold. */
  private static final int UPDATES = 48;

  private static final int PADDING = 1 << 20;

  private final RunningDashboard dashboard = new RunningDashboard();

  @AfterEach
  void stop() {
    dashboard.close();
  }

  @Test
  void snapshot_comes_first_and_updates_follow_with_growing_numbers() throws Exception {
    dashboard.publish(RunningDashboard.recordedView());
    BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();
    await(dashboard.connect(Map.of(), messages::add));

    JsonObject snapshot = next(messages);
    assertThat(snapshot.getString("type")).isEqualTo("snapshot");
    JsonObject job = snapshot.getJsonArray("jobs").getJsonObject(0).getJsonObject("job");
    assertThat(job.getString("jid")).isEqualTo(RECORDED_JOB);
    assertThat(job.getJsonObject("checkpoints").getJsonObject("summary")).isNotNull();

    publish(RunningDashboard.recordedView().put("attempt", 3));
    JsonObject update = next(messages);
    assertThat(update.getString("type")).isEqualTo("job");
    assertThat(update.getJsonObject("job").getInteger("attempt")).isEqualTo(3);
    assertThat(update.getLong("seq")).isGreaterThan(snapshot.getLong("seq"));
  }

  @Test
  void client_that_reads_nothing_gets_the_latest_and_not_all_that_it_missed() throws Exception {
    int[] received = {0};
    Promise<Void> last = Promise.promise();
    WebSocket slow =
        await(
            dashboard.connect(
                Map.of(),
                message -> {
                  received[0]++;
                  if (attempt(message) == UPDATES) {
                    last.tryComplete();
                  }
                }));
    slow.pause();
    BlockingQueue<Integer> seen = new LinkedBlockingQueue<>();
    await(dashboard.connect(Map.of(), message -> seen.add(attempt(message))));

    String padding = "x".repeat(PADDING);
    assertThat(seen.poll(20, TimeUnit.SECONDS)).as("snapshot").isZero();
    for (int attempt = 1; attempt <= UPDATES; attempt++) {
      publish(RunningDashboard.recordedView().put("attempt", attempt).put("padding", padding));
      assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo(attempt);
    }
    slow.resume();

    await(last.future());
    assertThat(received[0]).isLessThan(UPDATES / 2);
  }

  /** Zero for a snapshot. */
  private static int attempt(JsonObject message) {
    JsonObject job = message.getJsonObject("job");
    return job == null ? 0 : job.getInteger("attempt");
  }

  @Test
  void only_so_many_jobs_are_kept() {
    Jobs jobs = new Jobs();
    for (int i = 0; i < 3 * Jobs.KEPT; i++) {
      jobs.put(RunningDashboard.recordedView().put("jid", "%032x".formatted(i)));
    }
    assertThat(jobs.all()).hasSize(Jobs.KEPT);
    assertThat(jobs.find("%032x".formatted(3 * Jobs.KEPT - 1))).isPresent();
    assertThat(jobs.find("%032x".formatted(0))).isEmpty();
  }

  @Test
  void job_that_is_over_is_forgotten_before_one_that_runs() {
    Jobs jobs = new Jobs();
    jobs.put(RunningDashboard.recordedView().put("jid", "first"));
    jobs.put(RunningDashboard.recordedView().put("jid", "over").put("state", "FAILED"));
    Jobs.Change last = null;
    for (int i = 2; i <= Jobs.KEPT; i++) {
      last = jobs.put(RunningDashboard.recordedView().put("jid", "job" + i));
    }
    assertThat(List.of(last.forgotten().orElseThrow().id())).containsExactly("over");
    assertThat(jobs.find("first")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://elsewhere.example", "http://127.0.0.1.elsewhere.example", "null"})
  void page_of_another_site_is_refused(String origin) {
    assertThatThrownBy(() -> await(dashboard.connect(Map.of("Origin", origin), message -> {})))
        .isInstanceOfSatisfying(
            UpgradeRejectedException.class,
            refused -> assertThat(refused.getStatus()).isEqualTo(403));
  }

  @Test
  void page_of_this_server_is_accepted() {
    String origin = "http://127.0.0.1:" + dashboard.port;
    assertThat(await(dashboard.connect(Map.of("Origin", origin), message -> {})).isClosed())
        .isFalse();
  }

  @Test
  void client_that_talks_is_shown_the_door() {
    WebSocket socket = await(dashboard.connect(Map.of(), message -> {}));
    Promise<Void> closed = Promise.promise();
    socket.closeHandler(end -> closed.tryComplete());
    for (int i = 0; i < 20; i++) {
      socket.writeTextMessage("hello");
    }
    await(closed.future());
    assertThat(socket.closeStatusCode()).isEqualTo((short) 1008);
  }

  @Test
  void oversized_message_ends_the_connection() {
    WebSocket socket = await(dashboard.connect(Map.of(), message -> {}));
    Promise<Void> closed = Promise.promise();
    socket.closeHandler(end -> closed.tryComplete());
    socket.writeTextMessage("x".repeat(10_000));
    await(closed.future());
  }

  @Test
  void plain_request_for_the_feed_is_400() {
    assertThat(dashboard.get("/feed").status()).isEqualTo(400);
  }

  private void publish(JsonObject view) {
    dashboard.vertx.eventBus().publish(Addresses.VIEWS, view);
  }

  private static JsonObject next(BlockingQueue<JsonObject> messages) throws InterruptedException {
    JsonObject message = messages.poll(20, TimeUnit.SECONDS);
    assertThat(message).as("a message of the feed").isNotNull();
    return message;
  }
}
