package dev.weir.state.rocksdb;

/**
 * What rows and the entries of caches are found by.
 *
 * @param <E> what a cache keeps: the key, or the key and the namespace
 */
interface EntryKey<E> extends RowKey {

  /**
   * The current one; not kept by the caller.
   *
   * @throws IllegalStateException if there is none
   */
  E require();

  /** The hash of the current one; equal ones have the same. */
  int hash();

  /** Another number after each change; 0 before the first. */
  long version();

  /** What may be kept of the current one. */
  E toKeep();

  /** Writes rows of entries that are not the current one; each result is for one thread. */
  EntryRows<E> rows();
}
