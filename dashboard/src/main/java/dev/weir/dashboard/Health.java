package dev.weir.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;

/** What probes are told. */
final class Health {

  static final JsonObject UP = of(true);

  private Health() {}

  private static JsonObject of(boolean up) {
    return new JsonObject().put("status", up ? "UP" : "DOWN");
  }

  /**
   * Ready: there are jobs, each of them runs or is over, and no node of theirs is about to leave.
   */
  static void ready(RoutingContext context, Collection<Job> jobs) {
    JsonArray checks = new JsonArray();
    boolean up = !jobs.isEmpty();
    for (Job job : jobs) {
      boolean runs = job.isOver() || job.state().equals("RUNNING");
      boolean safe = job.isOver() || job.part("cluster").getBoolean("safe", false);
      up &= runs && safe;
      checks.add(of(runs && safe).put("id", job.id()).put("state", job.state()).put("safe", safe));
    }
    Json.answer(context, up ? 200 : 503, of(up).put("checks", checks));
  }
}
