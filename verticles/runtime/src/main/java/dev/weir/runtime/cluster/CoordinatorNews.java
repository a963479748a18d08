package dev.weir.runtime.cluster;

import dev.weir.runtime.json.JsonValue;
import dev.weir.runtime.json.MalformedJsonException;
import io.vertx.core.json.JsonObject;

/** That a node coordinates the job: told to all when it begins, and to each that asks. */
record CoordinatorNews(String node, long run, long term) {

  JsonObject toJson() {
    return new JsonObject().put("node", node).put("run", run).put("term", term);
  }

  /**
   * @throws MalformedJsonException if it is something else
   */
  static CoordinatorNews fromJson(JsonObject json) {
    JsonValue news = JsonValue.of("news of a coordinator", json);
    return new CoordinatorNews(
        news.get("node").name(), news.get("run").atLeast(1), news.get("term").atLeast(1));
  }
}
