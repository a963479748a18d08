package dev.weir.benchmarks.timers;

import dev.weir.api.JobID;
import dev.weir.config.WeirOptions;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.job.NodeService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a {@link TimerTally} what the subtasks of each completed checkpoint of its job took. */
public final class TimersWatch implements NodeService {

  private final Map<String, String> names = new HashMap<>();
  private final Set<Long> asked = new HashSet<>();
  private @Nullable Vertx vertx;
  private @Nullable MessageConsumer<JsonObject> views;

  @Override
  public String describe() {
    return "the watch on snapshots of timers";
  }

  @Override
  public Future<?> start(Vertx on, WeirOptions options) {
    vertx = on;
    MessageConsumer<JsonObject> consumer =
        on.eventBus().consumer(Addresses.VIEWS, message -> view(message.body()));
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
    if (part.equals("job") && TimerTally.isOpen(data.getString("name"))) {
      names.put(job, data.getString("name"));
    } else if (part.equals("checkpoint")
        && names.containsKey(job)
        && data.getString("status").equals("COMPLETED")
        && asked.add(data.getLong("id"))) {
      ask(job, data.getLong("id"), data.getLong("state_size"));
    }
  }

  private void ask(String job, long checkpoint, long bytes) {
    Vertx on = vertx;
    String name = names.get(job);
    if (on != null && name != null) {
      on.eventBus()
          .<JsonObject>request(
              Addresses.view(JobID.fromHexString(job)),
              new JsonObject().put("type", "checkpoint").put("id", checkpoint))
          .onSuccess(answer -> tell(name, answer.body().getJsonArray("subtasks"), bytes));
    }
  }

  private static void tell(String name, JsonArray subtasks, long bytes) {
    double sync = 0;
    double async = 0;
    for (Object each : subtasks) {
      if (each instanceof JsonObject subtask && subtask.containsKey("checkpoint")) {
        JsonObject took = subtask.getJsonObject("checkpoint");
        sync = Math.max(sync, took.getDouble("sync"));
        async = Math.max(async, took.getDouble("async"));
      }
    }
    if (TimerTally.isOpen(name)) {
      TimerTally.find(name).checkpoint(sync, async, bytes);
    }
  }

  @Override
  public Future<?> stop() {
    return views == null ? Future.succeededFuture() : views.unregister();
  }
}
