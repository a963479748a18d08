package dev.weir.dashboard;

import dev.weir.api.JobID;
import dev.weir.runtime.bus.Addresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What the functions of a job have added up. As long as it runs its subtasks are asked; of one that
 * is over it is known from its coordinator's last words.
 */
final class Accumulators {

  private static final long ANSWER_MILLIS = 10_000;

  private final Vertx vertx;

  Accumulators(Vertx vertx) {
    this.vertx = vertx;
  }

  /** As Flink answers; {@code serialized} is whether values go along as bytes in base 64. */
  Future<JsonObject> of(Job job, boolean serialized) {
    Future<JsonObject> told =
        job.isOver() ? Future.succeededFuture(job.part(Event.ACCUMULATORS)) : ask(job);
    return told.map(all -> document(all, serialized));
  }

  private Future<JsonObject> ask(Job job) {
    return vertx
        .eventBus()
        .<JsonObject>request(
            Addresses.commands(new JobID(job.id())),
            new JsonObject().put("action", "accumulators"),
            new DeliveryOptions().setSendTimeout(ANSWER_MILLIS))
        .map(Message::body);
  }

  private static JsonObject document(JsonObject told, boolean serialized) {
    JsonArray shown = new JsonArray();
    JsonObject bytes = new JsonObject();
    for (JsonObject one : Json.objects(told, "accumulators")) {
      shown.add(shown(one));
      if (serialized && one.containsKey("bytes")) {
        bytes.put(one.getString("name"), one.getBinary("bytes"));
      }
    }
    return new JsonObject()
        .put("job-accumulators", new JsonArray())
        .put("user-task-accumulators", shown)
        .put("serialized-user-task-accumulators", bytes);
  }

  private static JsonObject shown(JsonObject one) {
    JsonObject shown = new JsonObject().put("name", one.getString("name"));
    if (one.containsKey("failure")) {
      return shown.put("type", "Failure").put("value", one.getString("failure"));
    }
    String type = one.getString("type", "");
    return shown
        .put("type", type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1))
        .put("value", one.getString("text", ""));
  }
}
