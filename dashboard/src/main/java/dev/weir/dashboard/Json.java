package dev.weir.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Reading the documents of jobs, and answering with documents. */
final class Json {

  private Json() {}

  static void answer(RoutingContext context, int status, JsonObject body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json; charset=UTF-8")
        .end(body.toBuffer());
  }

  static void answer(RoutingContext context, JsonArray body) {
    context
        .response()
        .putHeader("Content-Type", "application/json; charset=UTF-8")
        .end(body.toBuffer());
  }

  static String lowerCase(String constant) {
    return constant.toLowerCase(Locale.ROOT);
  }

  /** The objects of an array, none if there is no such array. */
  static List<JsonObject> objects(JsonObject in, String name) {
    JsonArray array = in.getJsonArray(name);
    return array == null ? List.of() : objects(array);
  }

  static List<JsonObject> objects(JsonArray array) {
    return IntStream.range(0, array.size()).mapToObj(array::getJsonObject).toList();
  }

  /** A copy with these fields only, as far as they are there. */
  static JsonObject pick(JsonObject from, String... names) {
    JsonObject picked = new JsonObject();
    for (String name : names) {
      if (from.containsKey(name)) {
        picked.put(name, from.getValue(name));
      }
    }
    return picked;
  }
}
