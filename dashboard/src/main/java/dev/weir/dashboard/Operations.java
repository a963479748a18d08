package dev.weir.dashboard;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What users asked of jobs and what came of it. Checkpoints and savepoints may take long, so the
 * request is answered with an id at once, and the outcome is asked for with that. The latest
 * {@value #KEPT} are remembered.
 */
final class Operations {

  static final int KEPT = 200;

  private record Operation(String jobId, Future<JsonObject> outcome) {}

  private final Map<String, Operation> operations = new LinkedHashMap<>();

  /** Returns the id. */
  String add(String jobId, Future<JsonObject> outcome) {
    if (operations.size() == KEPT) {
      operations.remove(operations.keySet().iterator().next());
    }
    String id = UUID.randomUUID().toString();
    operations.put(id, new Operation(jobId, outcome));
    return id;
  }

  /** How an operation stands, with Flink's names; empty if the job has none of that id. */
  Optional<JsonObject> status(String jobId, String id) {
    Operation operation = operations.get(id);
    return operation == null || !operation.jobId.equals(jobId)
        ? Optional.empty()
        : Optional.of(status(operation.outcome));
  }

  private static JsonObject status(Future<JsonObject> outcome) {
    if (!outcome.isComplete()) {
      return new JsonObject().put("status", new JsonObject().put("id", "IN_PROGRESS"));
    }
    return new JsonObject()
        .put("status", new JsonObject().put("id", "COMPLETED"))
        .put("operation", outcome.succeeded() ? done(outcome.result()) : failed(outcome.cause()));
  }

  private static JsonObject done(JsonObject answer) {
    return new JsonObject()
        .put("checkpointId", answer.getValue("checkpoint"))
        .put("location", answer.getValue("path"));
  }

  private static JsonObject failed(Throwable cause) {
    return new JsonObject()
        .put(
            "failure-cause",
            new JsonObject()
                .put("class", cause.getClass().getName())
                .put("stack-trace", cause.getMessage()));
  }
}
