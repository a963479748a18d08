package dev.weir.benchmarks.timers;

import dev.weir.api.JobID;
import dev.weir.benchmarks.weir.CompletedCheckpoints;
import dev.weir.runtime.bus.Addresses;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;

/** Tells a {@link TimerTally} what the subtasks of each completed checkpoint of its job took. */
public final class TimersWatch extends CompletedCheckpoints {

  private final Set<Long> asked = new HashSet<>();

  @Override
  public String describe() {
    return "the watch on snapshots of timers";
  }

  @Override
  protected boolean isOfInterest(String jobName) {
    return TimerTally.isOpen(jobName);
  }

  @Override
  protected void completed(Vertx vertx, String job, String jobName, JsonObject checkpoint) {
    long id = checkpoint.getLong("id");
    long bytes = checkpoint.getLong("state_size");
    if (asked.add(id)) {
      vertx
          .eventBus()
          .<JsonObject>request(
              Addresses.view(JobID.fromHexString(job)),
              new JsonObject().put("type", "checkpoint").put("id", id))
          .onSuccess(answer -> tell(jobName, answer.body().getJsonArray("subtasks"), bytes));
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
}
