package dev.weir.dashboard;

import dev.weir.api.JobID;
import dev.weir.runtime.bus.Addresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Requests that change something: each is handed to the coordinator of the job. */
final class Actions {

  static final int MAX_BODY_BYTES = 16 * 1024;

  /** The coordinator answers when a savepoint is done; how long that may take is its decision. */
  private static final long ANSWER_MILLIS = Duration.ofDays(1).toMillis();

  private final Vertx vertx;
  private final Operations operations = new Operations();

  Actions(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Lets only JSON pass; what a plain form on a page of another site can send is something else.
   */
  static void requireJson(RoutingContext context) {
    String type = context.request().getHeader("Content-Type");
    if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      context.fail(415);
    } else {
      context.next();
    }
  }

  void checkpoint(RoutingContext context, Job job) throws RequestException {
    body(context);
    start(context, job, new JsonObject().put("action", "checkpoint"));
  }

  void savepoint(RoutingContext context, Job job) throws RequestException {
    JsonObject body = body(context);
    if (flag(body, "cancel-job")) {
      throw new RequestException(
          "cancel-job is not supported; POST /jobs/%s/stop takes a savepoint and ends the job"
              .formatted(job.id()));
    }
    JsonObject request = new JsonObject().put("action", "savepoint");
    start(context, job, directory(request, text(body, "target-directory")));
  }

  void stop(RoutingContext context, Job job) throws RequestException {
    JsonObject body = body(context);
    JsonObject request = new JsonObject().put("action", "stop").put("drain", flag(body, "drain"));
    start(context, job, directory(request, text(body, "targetDirectory")));
  }

  void cancel(RoutingContext context, Job job) throws RequestException {
    String mode = context.queryParams().get("mode");
    if (mode != null && !mode.equals("cancel")) {
      throw new RequestException("mode is '%s', expected cancel".formatted(mode));
    }
    if (refused(context, job)) {
      return;
    }
    send(job, new JsonObject().put("action", "cancel"));
    Json.answer(context, 202, new JsonObject());
  }

  /** As Flink has it: the parallelism is in the query. */
  void rescale(RoutingContext context, Job job) throws RequestException {
    rescale(context, job, String.valueOf(context.queryParams().get("parallelism")));
  }

  /** The same as the other actions are asked for: the parallelism is in the body. */
  void rescaleByBody(RoutingContext context, Job job) throws RequestException {
    rescale(context, job, String.valueOf(body(context).getValue("parallelism")));
  }

  private void rescale(RoutingContext context, Job job, String parallelism)
      throws RequestException {
    if (!parallelism.matches("[1-9]\\d{0,4}")) {
      throw new RequestException(
          "parallelism is '%s', expected a number, at least 1".formatted(parallelism));
    }
    start(
        context,
        job,
        new JsonObject().put("action", "rescale").put("parallelism", Integer.valueOf(parallelism)));
  }

  /** For demonstrations; the coordinator refuses it otherwise. */
  void fail(RoutingContext context, Job job) throws RequestException {
    JsonObject body = body(context);
    JsonObject request = new JsonObject().put("action", "fail");
    String message = text(body, "message");
    if (refused(context, job)) {
      return;
    }
    send(job, message == null ? request : request.put("message", message))
        .onSuccess(done -> Json.answer(context, 202, new JsonObject()))
        .onFailure(e -> context.fail(403, new RequestException(String.valueOf(e.getMessage()))));
  }

  void status(RoutingContext context, Job job) {
    String id = context.pathParam("triggerid");
    operations
        .status(job.id(), id)
        .ifPresentOrElse(
            status -> Json.answer(context, 200, status),
            () ->
                context.fail(
                    404,
                    new RequestException("job %s has no operation '%s'".formatted(job.id(), id))));
  }

  private void start(RoutingContext context, Job job, JsonObject request) {
    if (!refused(context, job)) {
      String id = operations.add(job.id(), send(job, request));
      Json.answer(context, 202, new JsonObject().put("request-id", id));
    }
  }

  private static boolean refused(RoutingContext context, Job job) {
    if (job.isOver()) {
      context.fail(
          409, new RequestException("job %s is %s already".formatted(job.id(), job.state())));
    }
    return job.isOver();
  }

  private Future<JsonObject> send(Job job, JsonObject request) {
    return vertx
        .eventBus()
        .<JsonObject>request(
            Addresses.commands(new JobID(job.id())),
            request,
            new DeliveryOptions().setSendTimeout(ANSWER_MILLIS))
        .map(Message::body);
  }

  private static JsonObject directory(JsonObject request, @Nullable String directory) {
    return directory == null ? request : request.put("directory", directory);
  }

  /** An empty body is an empty object. */
  private static JsonObject body(RoutingContext context) throws RequestException {
    Buffer body = context.body().buffer();
    if (body == null || body.length() == 0) {
      return new JsonObject();
    }
    try {
      return new JsonObject(body);
    } catch (DecodeException | ClassCastException e) {
      throw new RequestException("the body is not a JSON object");
    }
  }

  private static @Nullable String text(JsonObject body, String name) throws RequestException {
    Object value = body.getValue(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new RequestException("%s is %s, expected a text".formatted(name, value));
  }

  private static boolean flag(JsonObject body, String name) throws RequestException {
    Object value = body.getValue(name, false);
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new RequestException("%s is %s, expected true or false".formatted(name, value));
  }
}
