package dev.weir.api;

import dev.weir.api.graph.Partitioning;
import dev.weir.api.graph.StreamGraph;
import dev.weir.api.graph.StreamNode;
import dev.weir.config.Configuration;
import java.util.List;

/** Short ways to build graphs and look at them. */
final class Graphs {

  private Graphs() {}

  /** An environment with default options and parallelism 2. */
  static StreamExecutionEnvironment environment() {
    return StreamExecutionEnvironment.getExecutionEnvironment(Configuration.defaults())
        .setParallelism(2);
  }

  static StreamGraph graphOf(StreamExecutionEnvironment environment) {
    return environment.getStreamGraph("test");
  }

  static StreamNode node(StreamExecutionEnvironment environment, String name) {
    List<StreamNode> found =
        graphOf(environment).nodes().stream().filter(node -> node.name().equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionError("expected one node " + name + ", found " + found);
    }
    return found.get(0);
  }

  static Partitioning partitioning(StreamExecutionEnvironment environment, String name) {
    return node(environment, name).inputs().get(0).partitioning();
  }
}
