package dev.weir.api.accumulators;

import java.io.Serializable;

/**
 * A value that each subtask adds to by itself; the job's result holds those of all subtasks,
 * merged. Registered by {@link dev.weir.api.functions.RuntimeContext#addAccumulator}.
 *
 * <p>An accumulator belongs to one attempt. It is in no checkpoint: when an attempt fails, what it
 * had added up is lost with it, and the next one begins anew.
 *
 * <p>A class of accumulators that runs on several nodes is written as any other type is: see {@link
 * dev.weir.api.types.TypeInformation}.
 *
 * @param <V> what is added
 * @param <R> what comes out
 */
public interface Accumulator<V, R extends Serializable> extends Serializable, Cloneable {

  /** Adds a value. For the thread of the subtask only. */
  void add(V value);

  /** What has been added up by this accumulator. */
  R getLocalValue();

  /** Begins anew. */
  void resetLocal();

  /** Adds what another one of its class has added up; that one does not change. */
  void merge(Accumulator<V, R> other);

  /** A copy that goes on by itself. */
  Accumulator<V, R> clone();
}
