package dev.weir.runtime.json;

import dev.weir.protocol.EncodedAccumulator;
import dev.weir.protocol.EncodedAccumulators;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Accumulators in the log, on their way between nodes and as they are shown: a list of objects,
 * each with a {@code name} and either {@code type} and {@code bytes}, or {@code failure}.
 */
public final class AccumulatorsJson {

  private AccumulatorsJson() {}

  public static JsonArray encode(EncodedAccumulators accumulators) {
    return encode(accumulators, Map.of());
  }

  /**
   * @param texts values as they are to be shown, by name: they go along as {@code text}
   */
  public static JsonArray encode(EncodedAccumulators accumulators, Map<String, String> texts) {
    JsonArray all = new JsonArray();
    accumulators
        .byName()
        .forEach(
            (name, one) -> {
              JsonObject json = encode(one).put("name", name);
              String text = texts.get(name);
              all.add(text == null ? json : json.put("text", text));
            });
    return all;
  }

  private static JsonObject encode(EncodedAccumulator accumulator) {
    JsonObject json = new JsonObject();
    if (accumulator instanceof EncodedAccumulator.Written written) {
      json.put("type", written.type()).put("bytes", written.bytes());
    } else if (accumulator instanceof EncodedAccumulator.Failed failed) {
      json.put("failure", failed.why());
    }
    return json;
  }

  /**
   * @throws MalformedJsonException if it is no list of accumulators
   */
  public static EncodedAccumulators decode(JsonValue json) {
    Map<String, EncodedAccumulator> all = new LinkedHashMap<>();
    for (JsonValue one : json.elements()) {
      all.put(
          one.get("name").text(),
          one.optional("failure")
              .<EncodedAccumulator>map(why -> new EncodedAccumulator.Failed(why.text()))
              .orElseGet(
                  () ->
                      new EncodedAccumulator.Written(
                          one.get("type").text(), one.get("bytes").bytes())));
    }
    return new EncodedAccumulators(all);
  }
}
