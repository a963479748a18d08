package dev.weir.runtime.views;

import dev.weir.api.graph.StreamNode;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.OperatorListState;
import dev.weir.protocol.manifest.OperatorSnapshots;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.graph.JobVertex;
import dev.weir.state.spi.CanonicalHeader;
import dev.weir.state.spi.CanonicalReader;
import dev.weir.state.spi.CanonicalSnapshot;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.NativeSnapshot;
import dev.weir.state.spi.StateKind;
import dev.weir.state.spi.StateSchema;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the operators of a job kept in a checkpoint, as its manifest tells it. Keyed state in
 * canonical form tells its size by key group, and what states there are by the head of one of its
 * files; files of a backend's own tell their size by subtask only. Nothing else is read.
 */
public final class StateParts {

  /** More ranges of key groups than this are not told apart. */
  private static final int RANGES = 256;

  private final CheckpointStorage storage;

  public StateParts(CheckpointStorage storage) {
    this.storage = storage;
  }

  /**
   * Reads a head for each operator with keyed state, so it may block.
   *
   * @throws IOException if the storage cannot be read
   */
  public JsonObject of(Manifest manifest, JobGraph graph) throws IOException {
    Map<String, JsonArray> vertices = new TreeMap<>();
    for (OperatorSnapshots operator : manifest.operators()) {
      if (operator.hasState()) {
        vertices
            .computeIfAbsent(vertexOf(operator.uid(), graph), id -> new JsonArray())
            .add(operator(operator));
      }
    }
    JsonObject byVertex = new JsonObject();
    vertices.forEach(byVertex::put);
    return new JsonObject()
        .put("checkpoint", manifest.checkpointId())
        .put("timestamp", manifest.timestamp())
        .put("vertices", byVertex);
  }

  /** That of an enumerator bears the uid of its source, and more. */
  private static String vertexOf(String uid, JobGraph graph) {
    for (JobVertex vertex : graph.vertices()) {
      for (StreamNode node : vertex.chain()) {
        if (uid.equals(node.uid()) || uid.startsWith(node.uid() + "/")) {
          return vertex.id();
        }
      }
    }
    return uid;
  }

  private JsonObject operator(OperatorSnapshots operator) throws IOException {
    List<KeyedSnapshot> keyed =
        operator.subtasks().stream().flatMap(one -> one.state().keyed().stream()).toList();
    JsonArray descriptors = keyedDescriptors(keyed);
    long listBytes = addLists(operator, descriptors);
    return new JsonObject()
        .put("operator", operator.uid())
        .put("name", operator.name())
        .put("backend", keyed.isEmpty() ? null : form(keyed.get(0)))
        .put("bytes", listBytes + keyed.stream().mapToLong(KeyedSnapshot::newBytes).sum())
        .put("full-bytes", listBytes + keyed.stream().mapToLong(KeyedSnapshot::fullBytes).sum())
        .put("descriptors", descriptors)
        .put("key-groups", keyGroups(keyed, operator.maxParallelism()));
  }

  private static String form(KeyedSnapshot snapshot) {
    return snapshot instanceof NativeSnapshot own ? own.backend() : "canonical";
  }

  /** Of the first file that there is: subtasks declare the same. */
  private JsonArray keyedDescriptors(List<KeyedSnapshot> keyed) throws IOException {
    JsonArray descriptors = new JsonArray();
    for (KeyedSnapshot snapshot : keyed) {
      if (snapshot instanceof CanonicalSnapshot canonical && !canonical.sections().isEmpty()) {
        CanonicalHeader header =
            new CanonicalReader(storage).readHeader(canonical.sections().get(0).file());
        header.states().forEach(state -> descriptors.add(keyed(state, header.keySchema())));
        break;
      }
    }
    return descriptors;
  }

  private static JsonObject keyed(StateSchema state, String keySchema) {
    String value =
        state.kind() == StateKind.MAP
            ? state.mapKeySchema() + " → " + state.valueSchema()
            : state.valueSchema();
    return new JsonObject()
        .put("name", state.name())
        .put("kind", state.kind().toString())
        .put("key-type", keySchema)
        .put("value-type", value.isEmpty() ? null : value);
  }

  /** Returns their bytes. */
  private static long addLists(OperatorSnapshots operator, JsonArray descriptors) {
    Map<String, List<OperatorListState>> byName = new TreeMap<>();
    for (OperatorSnapshots.Subtask subtask : operator.subtasks()) {
      subtask
          .state()
          .listState()
          .forEach((name, list) -> byName.merge(name, List.of(list), (a, b) -> concat(a, b)));
    }
    long all = 0;
    for (Map.Entry<String, List<OperatorListState>> list : byName.entrySet()) {
      long bytes =
          list.getValue().stream()
              .flatMap(part -> part.elements().stream())
              .mapToLong(element -> element.length)
              .sum();
      OperatorListState first = list.getValue().get(0);
      descriptors.add(
          new JsonObject()
              .put("name", list.getKey())
              .put("kind", first.mode().name().toLowerCase(Locale.ROOT) + " list")
              .put("value-type", first.schema())
              .put(
                  "entries",
                  list.getValue().stream().mapToLong(part -> part.elements().size()).sum())
              .put("bytes", bytes));
      all += bytes;
    }
    return all;
  }

  private static <T> List<T> concat(List<T> a, List<T> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }

  /** Ranges with their bytes, from the first key group to the last. */
  private static JsonArray keyGroups(List<KeyedSnapshot> keyed, int maxParallelism) {
    int width = (maxParallelism + RANGES - 1) / RANGES;
    TreeMap<Integer, long[]> ranges = new TreeMap<>();
    for (KeyedSnapshot snapshot : keyed) {
      if (snapshot instanceof CanonicalSnapshot canonical) {
        for (CanonicalSnapshot.Section section : canonical.sections()) {
          int first = section.keyGroup() / width * width;
          int last = Math.min(maxParallelism, first + width) - 1;
          add(ranges, first, last, section.length());
        }
      } else {
        add(
            ranges,
            snapshot.keyGroups().first(),
            snapshot.keyGroups().last(),
            snapshot.fullBytes());
      }
    }
    JsonArray array = new JsonArray();
    ranges.forEach(
        (first, range) -> array.add(new JsonArray().add(first).add((int) range[0]).add(range[1])));
    return array;
  }

  private static void add(TreeMap<Integer, long[]> ranges, int first, int last, long bytes) {
    long @Nullable [] range = ranges.putIfAbsent(first, new long[] {last, bytes});
    if (range != null) {
      range[1] += bytes;
    }
  }
}
