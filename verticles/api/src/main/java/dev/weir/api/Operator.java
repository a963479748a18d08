package dev.weir.api;

import dev.weir.api.graph.ChainingStrategy;
import dev.weir.api.graph.OperatorSpec;
import dev.weir.api.graph.Partitioning;
import dev.weir.api.types.TypeInformation;
import dev.weir.state.spi.KeyGroups;
import java.time.Duration;
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
  @Nullable String uidHash;
  @Nullable String description;
  @Nullable Duration bufferTimeout;
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

  void setUidHash(String newUidHash) {
    if (!newUidHash.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException(
          "The uid hash of operator '"
              + name
              + "' must be 32 hexadecimal digits in lower case, found '"
              + newUidHash
              + "'");
    }
    uidHash = newUidHash;
  }

  void setBufferTimeout(long timeoutMillis) {
    bufferTimeout = bufferTimeout("of operator '" + name + "'", timeoutMillis);
  }

  /**
   * @param ofWhat for the message
   * @param timeoutMillis -1: never
   */
  static Duration bufferTimeout(String ofWhat, long timeoutMillis) {
    if (timeoutMillis < -1) {
      throw new IllegalArgumentException(
          "The buffer timeout "
              + ofWhat
              + " must be at least -1 ms, found "
              + timeoutMillis
              + " ms");
    }
    return timeoutMillis == -1 ? Duration.ofDays(1) : Duration.ofMillis(timeoutMillis);
  }

  /** What identifies its state, if the program has said so. */
  @Nullable String assignedUid() {
    return uidHash == null ? uid : uidHash;
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
