package dev.weir.dashboard;

import dev.weir.protocol.job.JobStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The latest parts of one job, as its coordinator publishes them. Used on one event loop. */
final class Job {

  /** The name of a part and, where there are several of it, which one. */
  record Name(String part, @Nullable String key) {}

  private static final JsonObject NOTHING = new JsonObject();

  private final String id;
  private final Map<Name, Event> parts = new LinkedHashMap<>();
  private String epoch = "";
  private long sequence;

  Job(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  /** Whether a message follows on what is known. */
  boolean isNext(JsonObject message) {
    return message.getString("epoch").equals(epoch) && message.getLong("seq") == sequence + 1;
  }

  boolean isOld(JsonObject message) {
    return message.getString("epoch").equals(epoch) && message.getLong("seq") <= sequence;
  }

  void received(JsonObject message) {
    epoch = message.getString("epoch");
    sequence = message.getLong("seq");
  }

  /** Remembers the latest of a part; returns what is replaced. */
  @Nullable Event put(Name name, Event event) {
    return event.isRemoval() ? parts.remove(name) : parts.put(name, event);
  }

  /** The parts that are not among those of a snapshot. */
  Set<Name> partsBeside(JsonArray snapshot) {
    Set<Name> beside = new HashSet<>(parts.keySet());
    for (int i = 0; i < snapshot.size(); i++) {
      beside.remove(nameOf(snapshot.getJsonObject(i)));
    }
    return beside;
  }

  static Name nameOf(JsonObject part) {
    return new Name(part.getString("part"), part.getString("key"));
  }

  List<Event> events() {
    return List.copyOf(parts.values());
  }

  /** A part, empty if it is not known. */
  JsonObject part(String name) {
    Event event = parts.get(new Name(name, null));
    JsonObject data = event == null ? null : event.data();
    return data == null ? NOTHING : data;
  }

  JsonObject head() {
    return part("job");
  }

  String name() {
    return head().getString("name", "");
  }

  String state() {
    return head().getString("state", JobStatus.INITIALIZING.name());
  }

  boolean isOver() {
    return JobStatus.valueOf(state()).isGloballyTerminal();
  }

  boolean isKnown() {
    return !head().isEmpty();
  }

  List<JsonObject> vertices() {
    return Json.objects(part("plan"), "vertices");
  }

  Optional<JsonObject> vertex(String vertexId) {
    return vertices().stream().filter(one -> one.getString("id").equals(vertexId)).findFirst();
  }

  /** What a vertex does in a second, empty if it is not known. */
  JsonObject rates(String vertexId) {
    return part("rates").getJsonObject("vertices", NOTHING).getJsonObject(vertexId, NOTHING);
  }

  List<JsonObject> subtasks(String vertexId) {
    return Json.objects(part(Event.SUBTASKS).getJsonObject("vertices", NOTHING), vertexId);
  }

  Optional<JsonObject> checkpoint(long checkpointId) {
    return Optional.ofNullable(parts.get(new Name("checkpoint", Long.toString(checkpointId))))
        .map(Event::data);
  }

  /** The newest first. */
  List<JsonObject> checkpoints() {
    List<JsonObject> all = new ArrayList<>();
    parts.forEach(
        (name, event) -> {
          JsonObject data = event.data();
          if (name.part().equals("checkpoint") && data != null) {
            all.add(data);
          }
        });
    all.sort(Comparator.comparingLong((JsonObject one) -> one.getLong("id")).reversed());
    return all;
  }
}
