package dev.weir.runtime.graph;

import dev.weir.api.OutputTag;
import dev.weir.api.graph.StreamGraph;
import dev.weir.api.graph.StreamNode;
import dev.weir.api.types.TypeInformation;
import dev.weir.protocol.JobTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A job as it runs: vertices (chains of operators) in topological order, and the edges between
 * them.
 */
public record JobGraph(StreamGraph streamGraph, List<JobVertex> vertices, List<JobEdge> edges) {

  /** What follows the uid of a source in the uid of its enumerator's state. */
  public static final String ENUMERATOR_SUFFIX = "/enumerator";

  public JobGraph {
    vertices = List.copyOf(vertices);
    edges = List.copyOf(edges);
  }

  public String jobName() {
    return streamGraph.jobName();
  }

  public JobVertex vertex(String id) {
    return vertices.stream()
        .filter(vertex -> vertex.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no vertex " + id + " in " + jobName()));
  }

  /** The edges into a vertex, in the order in which its input channels are numbered. */
  public List<JobEdge> edgesInto(JobVertex vertex) {
    return edges.stream().filter(edge -> edge.target().equals(vertex.id())).toList();
  }

  /** The edges out of a vertex, in the order in which its output channels are numbered. */
  public List<JobEdge> edgesOutOf(JobVertex vertex) {
    return edges.stream().filter(edge -> edge.source().equals(vertex.id())).toList();
  }

  /**
   * The type of the records on an edge.
   *
   * @throws NoSuchElementException if the edge is not of this graph
   */
  public TypeInformation<?> recordTypeOf(JobEdge edge) {
    OutputTag<?> side = edge.streamEdge().sideOutput();
    if (side != null) {
      return side.getTypeInfo();
    }
    int sender = edge.streamEdge().sourceNode();
    for (StreamNode node : vertex(edge.source()).chain()) {
      if (node.id() == sender && node.outputType() != null) {
        return node.outputType();
      }
    }
    throw new NoSuchElementException(
        "no operator %d with an output in %s".formatted(sender, edge.source()));
  }

  /** What the protocol knows of this graph. Each enumerator is a vertex of its own. */
  public JobTopology topology() {
    List<JobTopology.Vertex> result = new ArrayList<>();
    for (JobVertex vertex : vertices) {
      if (vertex.isSource()) {
        StreamNode head = vertex.head();
        result.add(
            new JobTopology.Vertex(
                vertex.enumeratorId(),
                1,
                1,
                List.of(
                    new JobTopology.Operator(
                        head.uid() + ENUMERATOR_SUFFIX, head.name() + " enumerator")),
                true));
      }
    }
    for (JobVertex vertex : vertices) {
      result.add(
          new JobTopology.Vertex(
              vertex.id(),
              vertex.parallelism(),
              vertex.maxParallelism(),
              vertex.chain().stream()
                  .map(node -> new JobTopology.Operator(node.uid(), node.name()))
                  .toList(),
              false));
    }
    return new JobTopology(
        result,
        edges.stream()
            .map(edge -> new JobTopology.Edge(edge.source(), edge.target()))
            .distinct()
            .toList());
  }
}
