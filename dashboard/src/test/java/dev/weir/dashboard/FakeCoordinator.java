package dev.weir.dashboard;

import dev.weir.api.JobID;
import dev.weir.runtime.bus.Addresses;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Speaks on the event bus as the coordinator of a job does. */
final class FakeCoordinator {

  private final Vertx vertx;
  private final String jobId;
  private final Map<String, JsonObject> parts = new LinkedHashMap<>();
  private final JsonObject details = new JsonObject();
  private String epoch = "first";
  private long sequence;

  FakeCoordinator(Vertx vertx, String jobId) {
    this.vertx = vertx;
    this.jobId = jobId;
    RunningDashboard.await(
        vertx
            .eventBus()
            .<JsonObject>consumer(Addresses.view(new JobID(jobId)), this::answer)
            .completion());
  }

  /** One whose job was recorded while it ran. */
  static FakeCoordinator recorded(Vertx vertx) {
    FakeCoordinator coordinator = new FakeCoordinator(vertx, RunningDashboard.RECORDED_JOB);
    try (var in = FakeCoordinator.class.getResourceAsStream("/recorded-job.json")) {
      JsonObject recorded = new JsonObject(Buffer.buffer(in.readAllBytes()));
      recorded.getJsonArray("parts").forEach(part -> coordinator.remember((JsonObject) part));
      coordinator.details.mergeIn(recorded.getJsonObject("details"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return coordinator;
  }

  private synchronized void remember(JsonObject part) {
    parts.put(part.getString("part") + "/" + part.getString("key"), part);
  }

  /** What a part was last, for tests that change it. */
  synchronized JsonObject part(String name) {
    JsonObject part = parts.get(name + "/null");
    return part == null ? new JsonObject() : part.getJsonObject("data").copy();
  }

  synchronized void publish(String name, JsonObject data) {
    publish(new JsonObject().put("part", name).put("data", data));
  }

  synchronized void publish(JsonObject... changed) {
    JsonArray all = new JsonArray();
    for (JsonObject part : changed) {
      remember(part);
      all.add(part);
    }
    sequence++;
    vertx.eventBus().publish(Addresses.VIEWS, message(all));
  }

  /** Loses a message on the way. */
  synchronized void publishAndLose(String name, JsonObject data) {
    remember(new JsonObject().put("part", name).put("data", data));
    sequence++;
  }

  /** Another coordinator takes over: it knows what it is given, and counts anew. */
  synchronized void takeOver() {
    epoch = "second";
    sequence = 0;
  }

  private JsonObject message(JsonArray all) {
    return new JsonObject()
        .put("jid", jobId)
        .put("epoch", epoch)
        .put("seq", sequence)
        .put("parts", all);
  }

  private synchronized void answer(Message<JsonObject> asked) {
    switch (asked.body().getString("type")) {
      case "snapshot" -> {
        JsonArray all = new JsonArray();
        parts.values().stream().filter(part -> part.containsKey("data")).forEach(all::add);
        asked.reply(message(all));
      }
      case "checkpoint" ->
          asked.reply(details.getJsonObject(asked.body().getLong("id").toString()));
      case "settings" ->
          asked.reply(
              new JsonObject()
                  .put(
                      "settings",
                      new JsonArray()
                          .add(
                              new JsonObject()
                                  .put("key", "cluster.secret")
                                  .put("value", "***")
                                  .put("secret", true)
                                  .put("origin", "environment")
                                  .put("where", "environment variable WEIR_CLUSTER_SECRET"))));
      default -> asked.reply(new JsonObject());
    }
  }
}
