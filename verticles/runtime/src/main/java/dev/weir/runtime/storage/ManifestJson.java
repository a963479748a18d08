package dev.weir.runtime.storage;

import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.OperatorListState;
import dev.weir.protocol.manifest.OperatorSnapshot;
import dev.weir.protocol.manifest.OperatorSnapshots;
import dev.weir.runtime.json.JsonValue;
import dev.weir.state.spi.CorruptStateException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Manifests as they lie in storage; {@code docs/checkpoint.md} shows one. */
public final class ManifestJson {

  private static final int VERSION = 1;

  private ManifestJson() {}

  public static byte[] encode(Manifest manifest) {
    JsonArray operators = new JsonArray();
    manifest.operators().forEach(operator -> operators.add(operator(operator)));
    return ChecksummedJson.encode(
        new JsonObject()
            .put("format", "weir-manifest")
            .put("version", VERSION)
            .put("checkpoint", manifest.checkpointId())
            .put("kind", manifest.kind().name())
            .put("timestamp", manifest.timestamp())
            .put("job", manifest.job())
            .put("operators", operators));
  }

  /**
   * @param path where the bytes came from, for messages
   * @throws CorruptStateException if they are not a manifest
   */
  public static Manifest decode(String path, byte[] bytes) {
    JsonObject json = ChecksummedJson.decode(path, bytes);
    if (!"weir-manifest".equals(json.getValue("format"))
        || !Integer.valueOf(VERSION).equals(json.getValue("version"))) {
      throw new CorruptStateException(
          "%s is not a manifest of version %d: found format %s, version %s"
              .formatted(path, VERSION, json.getValue("format"), json.getValue("version")));
    }
    try {
      JsonValue fields = JsonValue.of("", json);
      List<OperatorSnapshots> operators = new ArrayList<>();
      for (JsonValue operator : fields.get("operators").elements()) {
        operators.add(operator(operator));
      }
      return new Manifest(
          fields.get("checkpoint").number(),
          fields.get("kind").oneOf(CheckpointKind.class),
          fields.get("timestamp").number(),
          fields.get("job").text(),
          operators);
    } catch (CorruptStateException | IllegalArgumentException e) {
      throw new CorruptStateException(path + " is not a whole manifest: " + e.getMessage(), e);
    }
  }

  private static JsonObject operator(OperatorSnapshots operator) {
    JsonArray subtasks = new JsonArray();
    for (OperatorSnapshots.Subtask subtask : operator.subtasks()) {
      subtasks.add(subtask(subtask));
    }
    return new JsonObject()
        .put("uid", operator.uid())
        .put("name", operator.name())
        .put("parallelism", operator.parallelism())
        .put("maxParallelism", operator.maxParallelism())
        .put("subtasks", subtasks);
  }

  private static OperatorSnapshots operator(JsonValue json) {
    List<OperatorSnapshots.Subtask> subtasks = new ArrayList<>();
    for (JsonValue subtask : json.get("subtasks").elements()) {
      subtasks.add(subtask(subtask));
    }
    return new OperatorSnapshots(
        json.get("uid").text(),
        json.get("name").text(),
        json.get("parallelism").smallAtLeast(1),
        json.get("maxParallelism").smallAtLeast(1),
        subtasks);
  }

  private static JsonObject subtask(OperatorSnapshots.Subtask subtask) {
    JsonObject json = new JsonObject().put("ended", subtask.ended());
    OperatorSnapshot state = subtask.state();
    state.keyed().ifPresent(keyed -> json.put("keyed", KeyedSnapshotJson.encode(keyed)));
    if (!state.listState().isEmpty()) {
      JsonObject lists = new JsonObject();
      state.listState().forEach((name, list) -> lists.put(name, listState(list)));
      json.put("lists", lists);
    }
    return json;
  }

  private static OperatorSnapshots.Subtask subtask(JsonValue json) {
    Map<String, OperatorListState> lists = new TreeMap<>();
    json.optional("lists")
        .ifPresent(
            given -> given.names().forEach(name -> lists.put(name, listState(given.get(name)))));
    return new OperatorSnapshots.Subtask(
        new OperatorSnapshot(json.optional("keyed").map(KeyedSnapshotJson::decode), lists),
        json.get("ended").flag());
  }

  private static JsonObject listState(OperatorListState list) {
    JsonArray elements = new JsonArray();
    list.elements().forEach(elements::add);
    return new JsonObject()
        .put("mode", list.mode().name())
        .put("schema", list.schema())
        .put("elements", elements);
  }

  private static OperatorListState listState(JsonValue json) {
    return new OperatorListState(
        json.get("mode").oneOf(OperatorListState.Mode.class),
        json.get("schema").text(),
        json.get("elements").elements().stream().map(JsonValue::bytes).toList());
  }
}
