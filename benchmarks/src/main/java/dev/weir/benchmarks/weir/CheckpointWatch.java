package dev.weir.benchmarks.weir;

import dev.weir.benchmarks.cell.Measurement;
import dev.weir.config.WeirOptions;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.job.NodeService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Tells measurements of the checkpoints that jobs, named after them, publish in their views. */
public final class CheckpointWatch implements NodeService {

  private @Nullable MessageConsumer<JsonObject> views;

  @Override
  public String describe() {
    return "the watch on checkpoints";
  }

  @Override
  public Future<?> start(Vertx vertx, WeirOptions options) {
    MessageConsumer<JsonObject> consumer =
        vertx.eventBus().consumer(Addresses.VIEWS, message -> view(message.body()));
    views = consumer;
    return consumer.completion();
  }

  private static void view(JsonObject view) {
    Measurement measurement = Measurement.find(view.getString("name"));
    for (Object each : view.getJsonObject("checkpoints").getJsonArray("history")) {
      if (each instanceof JsonObject checkpoint
          && checkpoint.getString("status").equals("COMPLETED")) {
        measurement.checkpoint(checkpoint.getLong("id"), checkpoint.getLong("end_to_end_duration"));
      }
    }
  }

  @Override
  public Future<?> stop() {
    return views == null ? Future.succeededFuture() : views.unregister();
  }
}
