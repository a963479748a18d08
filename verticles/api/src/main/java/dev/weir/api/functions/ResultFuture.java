package dev.weir.api.functions;

import java.util.Collection;

/**
 * What becomes of one record of an {@link AsyncFunction}. The first completion counts, later ones
 * do nothing. All methods may be called from any thread.
 *
 * @param <OUT> the type of the results
 */
public interface ResultFuture<OUT> {

  /** Emits the results, which are not to be changed any more; none if the collection is empty. */
  void complete(Collection<OUT> result);

  /** Fails the attempt of the job, or tries again if the retry strategy says so. */
  void completeExceptionally(Throwable error);

  /** As {@link #complete(Collection)} with results that are made on the thread of the subtask. */
  void complete(CollectionSupplier<OUT> supplier);
}
