package dev.weir.runtime.storage;

import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.OperatorListState;
import dev.weir.protocol.manifest.OperatorSnapshot;
import dev.weir.protocol.manifest.OperatorSnapshots;
import dev.weir.state.spi.CorruptStateException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      List<OperatorSnapshots> operators = new ArrayList<>();
      for (Object operator : json.getJsonArray("operators")) {
        operators.add(operator((JsonObject) operator));
      }
      return new Manifest(
          json.getLong("checkpoint"),
          CheckpointKind.valueOf(json.getString("kind")),
          json.getLong("timestamp"),
          json.getString("job"),
          operators);
    } catch (NullPointerException
        | ClassCastException
        | CorruptStateException
        | IllegalArgumentException
        | IndexOutOfBoundsException e) {
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

  private static OperatorSnapshots operator(JsonObject json) {
    List<OperatorSnapshots.Subtask> subtasks = new ArrayList<>();
    for (Object subtask : json.getJsonArray("subtasks")) {
      subtasks.add(subtask((JsonObject) subtask));
    }
    return new OperatorSnapshots(
        json.getString("uid"),
        json.getString("name"),
        json.getInteger("parallelism"),
        json.getInteger("maxParallelism"),
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

  private static OperatorSnapshots.Subtask subtask(JsonObject json) {
    Map<String, OperatorListState> lists = new TreeMap<>();
    JsonObject listsJson = json.getJsonObject("lists", new JsonObject());
    for (String name : listsJson.fieldNames()) {
      lists.put(name, listState(listsJson.getJsonObject(name)));
    }
    return new OperatorSnapshots.Subtask(
        new OperatorSnapshot(
            Optional.ofNullable(json.getJsonObject("keyed")).map(KeyedSnapshotJson::decode), lists),
        json.getBoolean("ended"));
  }

  private static JsonObject listState(OperatorListState list) {
    JsonArray elements = new JsonArray();
    list.elements().forEach(elements::add);
    return new JsonObject()
        .put("mode", list.mode().name())
        .put("schema", list.schema())
        .put("elements", elements);
  }

  private static OperatorListState listState(JsonObject json) {
    JsonArray array = json.getJsonArray("elements");
    List<byte[]> elements = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      elements.add(array.getBinary(i));
    }
    return new OperatorListState(
        OperatorListState.Mode.valueOf(json.getString("mode")), json.getString("schema"), elements);
  }
}
