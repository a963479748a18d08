package dev.weir.runtime.graph;

import dev.weir.api.graph.OperatorSpec;
import dev.weir.api.graph.StreamNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A chain of operators that run in one subtask and call each other directly.
 *
 * @param id unique in the job; readable, for it stands in messages and addresses
 * @param chain in topological order; the first one gets what comes from the channels
 */
public record JobVertex(String id, List<StreamNode> chain) {

  public JobVertex {
    chain = List.copyOf(chain);
  }

  public StreamNode head() {
    return chain.get(0);
  }

  public int parallelism() {
    return head().parallelism();
  }

  public int maxParallelism() {
    return head().maxParallelism();
  }

  /** The names of the chained operators, as in {@code Source: numbers -> Map}. */
  public String name() {
    return chain.stream().map(StreamNode::name).collect(Collectors.joining(" -> "));
  }

  public boolean isSource() {
    return head().spec() instanceof OperatorSpec.SourceSpec<?, ?, ?>;
  }

  /** The id of the vertex of this source's enumerator. */
  public String enumeratorId() {
    return id + JobGraph.ENUMERATOR_SUFFIX;
  }
}
