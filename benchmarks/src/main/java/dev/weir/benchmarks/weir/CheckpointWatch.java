package dev.weir.benchmarks.weir;

import dev.weir.benchmarks.cell.Measurement;
import dev.weir.config.WeirOptions;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.job.NodeService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tells measurements of the checkpoints that jobs, named after them, publish in their views. */
public final class CheckpointWatch implements NodeService {

  private final Map<String, String> names = new ConcurrentHashMap<>();
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

  private void view(JsonObject view) {
    String job = view.getString("jid");
    for (Object each : view.getJsonArray("parts")) {
      if (each instanceof JsonObject part && part.containsKey("data")) {
        part(job, part.getString("part"), part.getJsonObject("data"));
      }
    }
  }

  private void part(String job, String part, JsonObject data) {
    if (part.equals("job") && Measurement.isOpen(data.getString("name"))) {
      names.put(job, data.getString("name"));
    } else if (part.equals("checkpoint")
        && names.containsKey(job)
        && data.getString("status").equals("COMPLETED")) {
      Measurement.find(names.get(job))
          .checkpoint(data.getLong("id"), data.getLong("end_to_end_duration"));
    }
  }

  @Override
  public Future<?> stop() {
    return views == null ? Future.succeededFuture() : views.unregister();
  }
}
