package dev.weir.api;

import dev.weir.api.Operator.Input;
import dev.weir.api.Operator.Upstream;
import dev.weir.api.graph.ChainingStrategy;
import dev.weir.api.graph.Partitioning;
import dev.weir.api.graph.StreamEdge;
import dev.weir.api.graph.StreamNode;
import dev.weir.api.types.TypeInformation;
import dev.weir.config.RuntimeExecutionMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes nodes and edges out of the operators that a program has named, and checks them. */
final class GraphBuilder {

  private final StreamExecutionEnvironment environment;
  private final List<Operator> operators;

  GraphBuilder(StreamExecutionEnvironment environment, List<Operator> operators) {
    this.environment = environment;
    this.operators = withoutUnreadSources(operators);
  }

  private static List<Operator> withoutUnreadSources(List<Operator> operators) {
    Set<Integer> read = new HashSet<>();
    operators.forEach(
        operator -> operator.inputs.forEach(input -> read.add(input.upstream().operator().id)));
    return operators.stream()
        .filter(operator -> !operator.inputs.isEmpty() || read.contains(operator.id))
        .toList();
  }

  List<StreamNode> build(RuntimeExecutionMode mode) {
    if (operators.isEmpty()) {
      throw new IllegalStateException(
          "No operators are defined in the job, there is nothing to execute: read a source and end it"
              + " in a sink, as in env.fromElements(1, 2).print()");
    }
    checkUids();
    OperatorUids uids = new OperatorUids();
    boolean batch = BatchForm.isWanted(mode, operators);
    return operators.stream().map(operator -> node(operator, uids, batch)).toList();
  }

  private void checkUids() {
    Map<String, Operator> seen = new HashMap<>();
    for (Operator operator : operators) {
      String uid = operator.assignedUid();
      Operator other = uid == null ? null : seen.put(uid, operator);
      if (other != null) {
        throw new IllegalStateException(
            "Two operators have the uid '%s': '%s' and '%s'. A uid must be unique in the job"
                .formatted(uid, other.name, operator.name));
      }
    }
  }

  private StreamNode node(Operator operator, OperatorUids uids, boolean batch) {
    int parallelism = environment.parallelismOf(operator);
    int maxParallelism = environment.maxParallelismOf(operator);
    if (parallelism > maxParallelism) {
      throw new IllegalStateException(
          "The parallelism of operator '%s' is %d, more than its maximum parallelism %d"
              .formatted(operator.name, parallelism, maxParallelism));
    }
    List<StreamEdge> edges = operator.inputs.stream().map(input -> edge(operator, input)).toList();
    return new StreamNode(
        operator.id,
        operator.name,
        uids.uidOf(operator, edges),
        operator.assignedUid() != null,
        parallelism,
        environment.isParallelismConfigured(operator),
        maxParallelism,
        environment.chaining() ? operator.chaining : ChainingStrategy.NEVER,
        batch ? BatchForm.of(operator.spec) : operator.spec,
        edges,
        operator.outputType,
        operator.description == null ? operator.name : operator.description,
        operator.bufferTimeout);
  }

  private StreamEdge edge(Operator receiver, Input input) {
    Upstream upstream = input.upstream();
    checkType(upstream);
    return new StreamEdge(
        upstream.operator().id,
        input.index(),
        partitioning(upstream, receiver),
        upstream.sideOutput());
  }

  /** Asking for the class of a missing type throws, with a message that says what to do. */
  private static void checkType(Upstream upstream) {
    OutputTag<?> tag = upstream.sideOutput();
    TypeInformation<?> type = tag == null ? upstream.operator().outputType : tag.getTypeInfo();
    if (type != null && type.isMissing()) {
      type.getTypeClass();
    }
  }

  private Partitioning partitioning(Upstream upstream, Operator receiver) {
    Operator sender = upstream.operator();
    int from = environment.parallelismOf(sender);
    int to = environment.parallelismOf(receiver);
    Partitioning wanted = upstream.partitioning();
    if (wanted == null) {
      return from == to ? new Partitioning.Forward() : new Partitioning.Rebalance();
    }
    if (wanted instanceof Partitioning.KeyedForward<?, ?>) {
      requirePartitioned(sender, receiver, from, to);
      return wanted;
    }
    if (wanted instanceof Partitioning.Forward && from != to) {
      throw new IllegalStateException(
          "forward() needs equal parallelism, found %d of '%s' and %d of '%s': use rebalance() or set"
                  .formatted(from, sender.name, to, receiver.name)
              + " one parallelism for both");
    }
    return wanted;
  }

  private void requirePartitioned(Operator sender, Operator receiver, int from, int to) {
    int keyGroupsBefore = environment.maxParallelismOf(sender);
    int keyGroups = environment.maxParallelismOf(receiver);
    if (from != to || keyGroupsBefore != keyGroups) {
      throw new IllegalStateException(
          ("reinterpretAsKeyedStream() needs equal parallelism and maximum parallelism, found %d of %d"
                  + " of '%s' and %d of %d of '%s': use keyBy() or set the same for both")
              .formatted(from, keyGroupsBefore, sender.name, to, keyGroups, receiver.name));
    }
  }
}
