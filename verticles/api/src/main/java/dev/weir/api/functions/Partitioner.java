package dev.weir.api.functions;

/** Chooses the receiving subtask of a record. */
@FunctionalInterface
public interface Partitioner<K> extends Function {

  /**
   * Returns the index of the receiving subtask.
   *
   * @param key the key of the record
   * @param numPartitions the parallelism of the receiver
   * @return an index from 0 to {@code numPartitions - 1}
   */
  int partition(K key, int numPartitions);
}
