package dev.weir.api.graph;

import dev.weir.api.functions.KeySelector;
import dev.weir.api.functions.Partitioner;

/** Which subtask of the receiver gets a record. */
public sealed interface Partitioning {

  /** Subtask i sends to subtask i; both have the same parallelism. Only this one can be chained. */
  record Forward() implements Partitioning {}

  /** Each subtask deals its records out to all receivers in turn. */
  record Rebalance() implements Partitioning {}

  /** As {@link Rebalance}, but each subtask deals to its own share of the receivers only. */
  record Rescale() implements Partitioning {}

  /** Each record goes to a receiver chosen at random. */
  record Shuffle() implements Partitioning {}

  /** Each record goes to all receivers. */
  record Broadcast() implements Partitioning {}

  /** All records go to the receiver with index 0. */
  record Global() implements Partitioning {}

  /** Records with equal keys go to one receiver, by key group. */
  record Hash<T, K>(KeyedBy<T, K> keyedBy) implements Partitioning {}

  /**
   * Subtask i sends to subtask i alone, for the records are partitioned by key group already. Equal
   * parallelism only.
   */
  record KeyedForward<T, K>(KeyedBy<T, K> keyedBy) implements Partitioning {}

  /**
   * A partitioner of the program chooses.
   *
   * @param partitioner gets the key and the number of receivers
   * @param keySelector takes the key out of a record
   */
  record Custom<T, K>(Partitioner<K> partitioner, KeySelector<T, K> keySelector)
      implements Partitioning {}
}
