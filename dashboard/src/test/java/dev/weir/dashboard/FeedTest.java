package dev.weir.dashboard;

import static dev.weir.dashboard.RunningDashboard.RECORDED_JOB;
import static dev.weir.dashboard.RunningDashboard.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Promise;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
  void snapshot_comes_first_and_parts_follow_with_growing_numbers() throws Exception {
    FakeCoordinator coordinator = dashboard.publishRecorded();
    BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();
    await(dashboard.connect(Map.of(), messages::add));

    JsonObject snapshot = next(messages);
    assertThat(snapshot.getString("type")).isEqualTo("snapshot");
    assertThat(events(snapshot)).extracting(event -> event.getString("part")).contains("plan");

    coordinator.publish("job", coordinator.part("job").put("attempt", 3));
    JsonObject update = next(messages);
    assertThat(update.getString("part")).isEqualTo("job");
    assertThat(update.getJsonObject("data").getInteger("attempt")).isEqualTo(3);
    assertThat(update.getLong("seq")).isGreaterThan(snapshot.getLong("seq"));
  }

  @Test
  void client_that_comes_back_gets_what_it_missed_and_no_more() throws Exception {
    FakeCoordinator coordinator = dashboard.publishRecorded();
    BlockingQueue<JsonObject> before = new LinkedBlockingQueue<>();
    WebSocket first = await(dashboard.connect(Map.of(), before::add));
    JsonObject snapshot = next(before);
    await(first.close());
    dashboard.publish(coordinator, "job", coordinator.part("job").put("attempt", 3));
    dashboard.publish(coordinator, "job", coordinator.part("job").put("attempt", 4));

    BlockingQueue<JsonObject> after = new LinkedBlockingQueue<>();
    await(dashboard.connect(since(snapshot), Map.of(), after::add));

    JsonObject resumed = next(after);
    assertThat(resumed.getString("type")).isEqualTo("resumed");
    assertThat(events(resumed))
        .singleElement()
        .satisfies(
            event -> assertThat(event.getJsonObject("data").getInteger("attempt")).isEqualTo(4));
  }

  /** Cut wherever it happens to be, again and again, while everything changes all the time. */
  @Test
  void client_whose_feed_is_cut_again_and_again_misses_nothing() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    FakeCoordinator coordinator = dashboard.publishRecorded();
    Map<String, JsonObject> known = new HashMap<>();
    JsonObject last = new JsonObject().put("server", "none").put("seq", 0);
    int resumed = 0;
    for (int round = 0; round < 30; round++) {
      BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();
      WebSocket socket = await(dashboard.connect(since(last), Map.of(), messages::add));
      last = taken(next(messages), known, last);
      resumed += "resumed".equals(last.getString("type")) ? 1 : 0;
      for (int change = random.nextInt(5); change >= 0; change--) {
        changeOne(coordinator, random);
      }
      for (int wait = random.nextInt(3); wait > 0 && !messages.isEmpty(); wait--) {
        last = taken(next(messages), known, last);
      }
      if (random.nextBoolean()) {
        socket.close();
      } else {
        socket.end().onComplete(ended -> socket.close());
      }
      changeOne(coordinator, random);
    }

    BlockingQueue<JsonObject> rest = new LinkedBlockingQueue<>();
    await(dashboard.connect(since(last), Map.of(), rest::add));
    coordinator.publish("job", coordinator.part("job").put("attempt", -1));
    while (!Integer.valueOf(-1).equals(known.get("job/null").getInteger("attempt"))) {
      last = taken(next(rest), known, last);
    }
    BlockingQueue<JsonObject> fresh = new LinkedBlockingQueue<>();
    await(dashboard.connect(Map.of(), fresh::add));
    Map<String, JsonObject> all = new HashMap<>();
    taken(next(fresh), all, new JsonObject());
    assertThat(known).as("-Dseed=%d", seed).isEqualTo(all);
    assertThat(resumed).as("greetings that went on from before").isGreaterThan(20);
  }

  private static void changeOne(FakeCoordinator coordinator, Random random) {
    if (random.nextInt(3) == 0) {
      coordinator.publish("job", coordinator.part("job").put("attempt", random.nextInt(1_000)));
      return;
    }
    JsonObject checkpoint =
        new JsonObject().put("part", "checkpoint").put("key", Integer.toString(random.nextInt(20)));
    coordinator.publish(
        random.nextInt(4) == 0
            ? checkpoint
            : checkpoint.put("data", new JsonObject().put("id", random.nextInt(1_000))));
  }

  /** Does what the page does with a message; returns what it says next time it connects. */
  private static JsonObject taken(
      JsonObject message, Map<String, JsonObject> known, JsonObject before) {
    String type = message.getString("type");
    if (type.equals("snapshot")) {
      known.clear();
    }
    List<JsonObject> all = message.containsKey("events") ? events(message) : List.of(message);
    for (JsonObject event : all) {
      String name = event.getString("part") + "/" + event.getString("key");
      if (event.containsKey("data")) {
        known.put(name, event.getJsonObject("data"));
      } else {
        known.remove(name);
      }
    }
    return new JsonObject()
        .put("type", type)
        .put("server", message.getString("server", before.getString("server")))
        .put("seq", message.getLong("seq"));
  }

  @Test
  void client_of_another_server_gets_a_snapshot() throws Exception {
    dashboard.publishRecorded();
    BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();
    await(dashboard.connect("/feed?server=another&since=1", Map.of(), messages::add));
    assertThat(next(messages).getString("type")).isEqualTo("snapshot");
  }

  @Test
  void what_is_gone_is_told() throws Exception {
    FakeCoordinator coordinator = dashboard.publishRecorded();
    BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();
    await(dashboard.connect(Map.of(), messages::add));
    next(messages);

    coordinator.publish(new JsonObject().put("part", "checkpoint").put("key", "3"));

    JsonObject removed = next(messages);
    assertThat(removed.getString("type")).isEqualTo("removed");
    assertThat(removed.getString("key")).isEqualTo("3");
  }

  @Test
  void message_that_is_lost_on_the_bus_is_made_up_for() throws Exception {
    FakeCoordinator coordinator = dashboard.publishRecorded();
    BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();
    await(dashboard.connect(Map.of(), messages::add));
    next(messages);

    coordinator.publishAndLose("cluster", coordinator.part("cluster").put("term", 99));
    coordinator.publish("job", coordinator.part("job").put("attempt", 3));

    assertThat(partWith(messages, "cluster").getInteger("term")).isEqualTo(99);
  }

  @Test
  void coordinator_that_takes_over_replaces_all_that_was_known() throws Exception {
    FakeCoordinator coordinator = dashboard.publishRecorded();
    BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();
    await(dashboard.connect(Map.of(), messages::add));
    next(messages);

    coordinator.takeOver();
    coordinator.publish("job", coordinator.part("job").put("term", 2));

    assertThat(partWith(messages, "job").getInteger("term")).isEqualTo(2);
  }

  @Test
  void rates_of_subtasks_go_to_those_only_who_look() throws Exception {
    FakeCoordinator coordinator = dashboard.publishRecorded();
    BlockingQueue<JsonObject> idle = new LinkedBlockingQueue<>();
    BlockingQueue<JsonObject> looking = new LinkedBlockingQueue<>();
    await(dashboard.connect(Map.of(), idle::add));
    WebSocket watcher = await(dashboard.connect(Map.of(), looking::add));
    assertThat(next(idle).encode()).doesNotContain("\"part\":\"subtasks\"");
    next(looking);
    await(
        watcher.writeTextMessage(
            new JsonObject()
                .put("type", "watch")
                .put("jid", RECORDED_JOB)
                .put("parts", new JsonArray().add("subtasks"))
                .encode()));

    JsonObject seen = null;
    for (int round = 1; seen == null && round < 200; round++) {
      dashboard.publish(coordinator, "job", coordinator.part("job").put("attempt", round));
      coordinator.publish("subtasks", coordinator.part("subtasks").put("now", round));
      JsonObject event = next(looking);
      seen = "subtasks".equals(event.getString("part")) ? event : null;
    }

    assertThat(seen).isNotNull();
    assertThat(idle).noneMatch(event -> "subtasks".equals(event.getString("part")));
  }

  @Test
  void client_that_reads_nothing_gets_the_latest_and_not_all_that_it_missed() throws Exception {
    FakeCoordinator coordinator = new FakeCoordinator(dashboard.vertx, RECORDED_JOB);
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
      coordinator.publish(
          "job",
          new JsonObject().put("state", "RUNNING").put("attempt", attempt).put("padding", padding));
      assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo(attempt);
    }
    slow.resume();

    await(last.future());
    assertThat(received[0]).isLessThan(UPDATES / 2);
  }

  /** Zero for a snapshot. */
  private static int attempt(JsonObject message) {
    JsonObject job = message.getJsonObject("data");
    return job == null ? 0 : job.getInteger("attempt");
  }

  @Test
  void only_so_many_jobs_are_kept() {
    Jobs jobs = new Jobs();
    for (int i = 0; i < 3 * Jobs.KEPT; i++) {
      jobs.snapshot(snapshotOf("%032x".formatted(i), "RUNNING"));
    }
    assertThat(jobs.all()).hasSize(Jobs.KEPT);
    assertThat(jobs.find("%032x".formatted(3 * Jobs.KEPT - 1))).isPresent();
    assertThat(jobs.find("%032x".formatted(0))).isEmpty();
  }

  @Test
  void job_that_is_over_is_forgotten_before_one_that_runs() {
    Jobs jobs = new Jobs();
    jobs.snapshot(snapshotOf("first", "RUNNING"));
    jobs.snapshot(snapshotOf("over", "FAILED"));
    for (int i = 2; i <= Jobs.KEPT; i++) {
      jobs.snapshot(snapshotOf("job" + i, "RUNNING"));
    }
    assertThat(jobs.find("over")).isEmpty();
    assertThat(jobs.find("first")).isPresent();
  }

  private static JsonObject snapshotOf(String jobId, String state) {
    return new JsonObject()
        .put("jid", jobId)
        .put("epoch", "only")
        .put("seq", 1)
        .put(
            "parts",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("part", "job")
                        .put("data", new JsonObject().put("state", state))));
  }

  private static String since(JsonObject message) {
    return "/feed?server=%s&since=%d"
        .formatted(message.getString("server"), message.getLong("seq"));
  }

  private static List<JsonObject> events(JsonObject greeting) {
    return greeting.getJsonArray("events").stream().map(JsonObject.class::cast).toList();
  }

  private static JsonObject partWith(BlockingQueue<JsonObject> messages, String part)
      throws InterruptedException {
    JsonObject message = next(messages);
    while (!part.equals(message.getString("part"))) {
      message = next(messages);
    }
    return message.getJsonObject("data");
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

  private static JsonObject next(BlockingQueue<JsonObject> messages) throws InterruptedException {
    JsonObject message = messages.poll(20, TimeUnit.SECONDS);
    assertThat(message).as("a message of the feed").isNotNull();
    return message;
  }
}
