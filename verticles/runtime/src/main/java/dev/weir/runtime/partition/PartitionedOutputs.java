package dev.weir.runtime.partition;

import dev.weir.api.graph.Partitioning;
import dev.weir.api.spi.FunctionCopy;
import dev.weir.runtime.channel.OutputChannel;
import dev.weir.runtime.operators.Output;

/** Makes the output that a way of partitioning asks for. */
public final class PartitionedOutputs {

  private PartitionedOutputs() {}

  /**
   * @param channels to the receivers, by their index
   * @param sender index of the sending subtask
   * @param maxParallelism of the receiver
   */
  public static Output<?> of(
      Partitioning partitioning, OutputChannel[] channels, int sender, int maxParallelism) {
    if (partitioning instanceof Partitioning.Hash<?, ?> hash) {
      return new KeyedOutput<>(
          FunctionCopy.of(hash.keyedBy().selector()), channels, maxParallelism);
    }
    if (partitioning instanceof Partitioning.KeyedForward<?, ?> forward) {
      return new KeyedOutput<>(
          FunctionCopy.of(forward.keyedBy().selector()), channels, maxParallelism);
    }
    if (partitioning instanceof Partitioning.Custom<?, ?> custom) {
      return custom(custom, channels);
    }
    if (channels.length == 1 || partitioning instanceof Partitioning.Global) {
      return new ForwardOutput<>(channels[0], channels);
    }
    if (partitioning instanceof Partitioning.Broadcast) {
      return new BroadcastOutput<>(channels);
    }
    if (partitioning instanceof Partitioning.Shuffle) {
      return new ShuffleOutput<>(channels, System.nanoTime() * 31 + sender);
    }
    return new RoundRobinOutput<>(channels, sender);
  }

  private static <T, K> Output<T> custom(
      Partitioning.Custom<T, K> custom, OutputChannel[] channels) {
    return new CustomOutput<>(
        FunctionCopy.of(custom.partitioner()), FunctionCopy.of(custom.keySelector()), channels);
  }
}
