package dev.weir.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what went wrong as {@code {"errors": ["…"]}}, as Flink does. */
final class Errors {

  private static final Logger log = LoggerFactory.getLogger(Errors.class);
  private static final int[] STATUSES = {
    400, 401, 403, 404, 405, 406, 409, 413, 415, 429, 500, 503
  };

  private Errors() {}

  static void answerOn(Router router) {
    for (int status : STATUSES) {
      router.errorHandler(status, Errors::answer);
    }
  }

  private static void answer(RoutingContext context) {
    if (context.response().headWritten()) {
      context.request().connection().close();
      return;
    }
    Json.answer(
        context,
        context.statusCode(),
        new JsonObject().put("errors", new JsonArray().add(message(context))));
  }

  private static String message(RoutingContext context) {
    if (context.failure() instanceof RequestException refused) {
      return String.valueOf(refused.getMessage());
    }
    String request = context.request().method() + " " + context.normalizedPath();
    return switch (context.statusCode()) {
      case 400 -> "the request is malformed";
      case 401 -> "who are you? The dashboard wants credentials";
      case 404 -> "there is nothing at " + context.normalizedPath();
      case 405 -> "not allowed: " + request;
      case 413 ->
          "the body is larger than the %d bytes that are read".formatted(Actions.MAX_BODY_BYTES);
      case 415 -> "the body must be application/json";
      case 500 -> {
        log.error("could not answer {}", request, context.failure());
        yield "internal error; the log of the node says more";
      }
      default -> "refused: " + request;
    };
  }
}
