package dev.weir.runtime.graph;

import dev.weir.api.graph.Partitioning;
import dev.weir.api.graph.StreamEdge;
import dev.weir.api.graph.StreamGraph;
import dev.weir.api.graph.StreamNode;
import dev.weir.config.WeirOptions;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.OperatorSnapshots;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A job at the parallelism that the coordinator has decided on. */
public final class ScaledGraph {

  private ScaledGraph() {}

  /**
   * @param parallelism of all operators that were given none of their own, up to their maximum
   */
  public static JobGraph of(StreamGraph graph, int parallelism, boolean chaining) {
    Map<Integer, Integer> byNode = new HashMap<>();
    for (StreamNode node : graph.nodes()) {
      byNode.put(
          node.id(),
          node.parallelismConfigured()
              ? node.parallelism()
              : Math.min(parallelism, node.maxParallelism()));
    }
    List<StreamNode> nodes = graph.nodes().stream().map(node -> scale(node, byNode)).toList();
    StreamGraph scaled =
        new StreamGraph(
            graph.jobName(),
            graph.configuration(),
            graph.stateBackend(),
            graph.globalJobParameters(),
            nodes);
    return Chaining.jobGraph(scaled, chaining);
  }

  private static StreamNode scale(StreamNode node, Map<Integer, Integer> byNode) {
    int parallelism = byNode.getOrDefault(node.id(), node.parallelism());
    List<StreamEdge> inputs =
        node.inputs().stream()
            .map(edge -> rebalanced(edge, byNode.getOrDefault(edge.sourceNode(), 1) != parallelism))
            .toList();
    return new StreamNode(
        node.id(),
        node.name(),
        node.uid(),
        node.uidAssigned(),
        parallelism,
        node.parallelismConfigured(),
        node.maxParallelism(),
        node.chaining(),
        node.spec(),
        inputs,
        node.outputType(),
        node.description(),
        node.bufferTimeout());
  }

  /** Subtask i cannot send to subtask i where there is none. */
  private static StreamEdge rebalanced(StreamEdge edge, boolean unequal) {
    if (unequal && edge.partitioning() instanceof Partitioning.KeyedForward<?, ?> forward) {
      return new StreamEdge(
          edge.sourceNode(),
          edge.inputIndex(),
          new Partitioning.Hash<>(forward.keyedBy()),
          edge.sideOutput());
    }
    return unequal && edge.partitioning() instanceof Partitioning.Forward
        ? new StreamEdge(
            edge.sourceNode(), edge.inputIndex(), new Partitioning.Rebalance(), edge.sideOutput())
        : edge;
  }

  /** What was chosen for the job as a whole; empty: its parallelism may follow the machines. */
  public static OptionalInt chosenForJob(StreamGraph graph) {
    return graph.configuration().get("job.parallelism").strip().equals("auto")
        ? OptionalInt.empty()
        : OptionalInt.of(WeirOptions.of(graph.configuration()).job().parallelism());
  }

  /** Why the job cannot be given a parallelism; empty: it can. */
  public static Optional<String> refusal(StreamGraph graph, int parallelism) {
    OptionalInt most =
        graph.nodes().stream()
            .filter(node -> !node.parallelismConfigured())
            .mapToInt(StreamNode::maxParallelism)
            .max();
    if (most.isEmpty()) {
      return Optional.of("every operator has a parallelism of its own, by setParallelism");
    }
    return parallelism <= most.getAsInt()
        ? Optional.empty()
        : Optional.of(
            "parallelism is %d, expected at most the maximum parallelism %d"
                .formatted(parallelism, most.getAsInt()));
  }

  /** The parallelism that a checkpoint was taken at; empty if it does not tell. */
  public static OptionalInt parallelismIn(Manifest manifest, StreamGraph graph) {
    Map<String, Integer> found = new HashMap<>();
    for (OperatorSnapshots operator : manifest.operators()) {
      found.put(operator.uid(), operator.parallelism());
    }
    return graph.nodes().stream()
        .filter(node -> !node.parallelismConfigured() && found.containsKey(node.uid()))
        .mapToInt(node -> found.getOrDefault(node.uid(), 1))
        .max();
  }
}
