package dev.weir.benchmarks.weir;

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

/** Hears of the completed checkpoints that jobs publish in their views. */
public abstract class CompletedCheckpoints implements NodeService {

  private final Map<String, String> names = new ConcurrentHashMap<>();
  private @Nullable MessageConsumer<JsonObject> views;

  /** Whether checkpoints of the job of this name are of interest. */
  protected abstract boolean isOfInterest(String jobName);

  /**
   * Called on an event loop for each view, so maybe more than once for a checkpoint.
   *
   * @param job id of the job
   * @param checkpoint as in the dashboard's REST API
   */
  protected abstract void completed(Vertx vertx, String job, String jobName, JsonObject checkpoint);

  @Override
  public Future<?> start(Vertx vertx, WeirOptions options) {
    MessageConsumer<JsonObject> consumer =
        vertx.eventBus().consumer(Addresses.VIEWS, message -> view(vertx, message.body()));
    views = consumer;
    return consumer.completion();
  }

  private void view(Vertx vertx, JsonObject view) {
    String job = view.getString("jid");
    for (Object each : view.getJsonArray("parts")) {
      if (each instanceof JsonObject part && part.containsKey("data")) {
        part(vertx, job, part.getString("part"), part.getJsonObject("data"));
      }
    }
  }

  private void part(Vertx vertx, String job, String part, JsonObject data) {
    if (part.equals("job") && isOfInterest(data.getString("name"))) {
      names.put(job, data.getString("name"));
    } else if (part.equals("checkpoint") && data.getString("status").equals("COMPLETED")) {
      String name = names.get(job);
      if (name != null) {
        completed(vertx, job, name, data);
      }
    }
  }

  @Override
  public Future<?> stop() {
    return views == null ? Future.succeededFuture() : views.unregister();
  }
}
