package dev.weir.api;

import dev.weir.api.graph.ChainingStrategy;
import dev.weir.api.graph.OperatorSpec;
import dev.weir.api.graph.Partitioning;
import dev.weir.api.types.TypeInformation;
import dev.weir.state.spi.KeyGroups;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operator while the graph is built: what the program may still change about it. */
final class Operator {

  /** Where an input comes from; no partitioning means forward if possible, else rebalance. */
  record Upstream(
      Operator operator, @Nullable Partitioning partitioning, @Nullable OutputTag<?> sideOutput) {

    Upstream with(Partitioning other) {
      return new Upstream(operator, other, sideOutput);
    }
  }

  /** One stream that is read, with the input it goes to. */
  record Input(Upstream upstream, int index) {}

  final int id;
  final OperatorSpec spec;
  final List<Input> inputs;
  String name;
  @Nullable String uid;
  @Nullable TypeInformation<?> outputType;
  ChainingStrategy chaining;

  /** 0: the default of the environment. */
  int parallelism;

  /** 0: the default of the environment. */
  int maxParallelism;

  /** Whether it can have one subtask only. */
  boolean single;

  Operator(int id, String name, OperatorSpec spec, List<Input> inputs) {
    this.id = id;
    this.name = name;
    this.spec = spec;
    this.inputs = List.copyOf(inputs);
    this.chaining = inputs.isEmpty() ? ChainingStrategy.HEAD : ChainingStrategy.ALWAYS;
  }

  void setName(String newName) {
    if (newName.isBlank()) {
      throw new IllegalArgumentException("The name of operator '" + name + "' must not be blank");
    }
    name = newName;
  }

  void setUid(String newUid) {
    if (newUid.isBlank()) {
      throw new IllegalArgumentException("The uid of operator '" + name + "' must not be blank");
    }
    uid = newUid;
  }

  void setParallelism(int wanted) {
    checkParallelism("parallelism of operator '" + name + "'", wanted);
    if (single && wanted != 1) {
      throw new IllegalArgumentException(
          "Operator '" + name + "' can only have parallelism 1, found " + wanted);
    }
    parallelism = wanted;
  }

  void setMaxParallelism(int wanted) {
    checkParallelism("maximum parallelism of operator '" + name + "'", wanted);
    maxParallelism = wanted;
  }

  static void checkParallelism(String what, int wanted) {
    if (wanted < 1 || wanted > KeyGroups.MAX) {
      throw new IllegalArgumentException(
          "The " + what + " must be from 1 to " + KeyGroups.MAX + ", found " + wanted);
    }
  }
}
