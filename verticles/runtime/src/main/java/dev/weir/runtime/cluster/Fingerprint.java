package dev.weir.runtime.cluster;

import dev.weir.api.graph.OperatorSpec;
import dev.weir.api.graph.Partitioning;
import dev.weir.api.graph.StreamEdge;
import dev.weir.api.graph.StreamGraph;
import dev.weir.api.graph.StreamNode;
import dev.weir.config.WeirOptions;
import dev.weir.runtime.json.JsonValue;
import dev.weir.runtime.json.MalformedJsonException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What must be the same on all nodes of a cluster, as facts with a name: the job, the version of
 * the protocol, and the options that shape checkpoints.
 */
record Fingerprint(JsonObject facts) {

  /** Raised when nodes of this version cannot work with older ones. */
  private static final int PROTOCOL_VERSION = 1;

  private static final int NAMED_DIFFERENCES = 5;

  static Fingerprint of(StreamGraph graph, WeirOptions options, String checkpointDirectory) {
    JsonObject facts = new JsonObject();
    facts.put("protocol version", String.valueOf(PROTOCOL_VERSION));
    facts.put("job name", graph.jobName());
    facts.put("checkpointing.dir", checkpointDirectory);
    facts.put("checkpointing.mode", options.checkpointing().mode().name());
    facts.put("state.backend", backend(graph, options));
    facts.put("job.parallelism", graph.configuration().get("job.parallelism"));
    facts.put("job.chaining", String.valueOf(options.job().chaining()));
    for (StreamNode node : graph.nodes()) {
      facts.put("operator " + node.uid(), describe(graph, node));
    }
    return new Fingerprint(facts);
  }

  /**
   * What a newcomer says of itself.
   *
   * @throws MalformedJsonException if a fact is no text
   */
  static Fingerprint fromJson(JsonObject json) {
    JsonValue facts = JsonValue.of("fingerprint of a node", json);
    facts.names().forEach(name -> facts.get(name).text());
    return new Fingerprint(json);
  }

  private static String backend(StreamGraph graph, WeirOptions options) {
    return graph.stateBackend() == null
        ? options.state().backend()
        : graph.stateBackend().getClass().getName();
  }

  private static String describe(StreamGraph graph, StreamNode node) {
    List<String> inputs = new ArrayList<>();
    for (StreamEdge edge : node.inputs()) {
      inputs.add(
          "input %d from %s by %s%s"
              .formatted(
                  edge.inputIndex(),
                  graph.node(edge.sourceNode()).uid(),
                  describe(edge.partitioning()),
                  edge.sideOutput() == null ? "" : " of side output " + edge.sideOutput().getId()));
    }
    return "'%s', %s, parallelism %s, maximum parallelism %d, output %s%s"
        .formatted(
            node.name(),
            describe(node.spec()),
            node.parallelismConfigured() ? String.valueOf(node.parallelism()) : "auto",
            node.maxParallelism(),
            node.outputType() == null ? "none" : node.outputType().createSerializer().schema(),
            inputs.isEmpty() ? "" : ", " + String.join(", ", inputs));
  }

  private static String describe(OperatorSpec spec) {
    String kind = spec.getClass().getSimpleName();
    return spec instanceof OperatorSpec.WindowSpec<?, ?, ?, ?, ?> window
        ? kind + " of aggregation " + window.phases()
        : kind;
  }

  private static String describe(Partitioning partitioning) {
    String kind = partitioning.getClass().getSimpleName();
    if (partitioning instanceof Partitioning.Hash<?, ?> hash) {
      return kind + " of " + hash.keyedBy().keyType().createKeySerializer().schema();
    }
    return partitioning instanceof Partitioning.KeyedForward<?, ?> forward
        ? kind + " of " + forward.keyedBy().keyType().createKeySerializer().schema()
        : kind;
  }

  /** What differs, for a message; empty if nothing does. */
  List<String> differences(Fingerprint newcomer) {
    TreeSet<String> names = new TreeSet<>(facts.fieldNames());
    names.addAll(newcomer.facts.fieldNames());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String here = facts.getString(name, "nothing");
      String there = newcomer.facts.getString(name, "nothing");
      if (!here.equals(there)) {
        differences.add("%s is %s in the cluster and %s here".formatted(name, here, there));
      }
    }
    return differences.size() <= NAMED_DIFFERENCES
        ? differences
        : new ArrayList<>(differences.subList(0, NAMED_DIFFERENCES));
  }
}
