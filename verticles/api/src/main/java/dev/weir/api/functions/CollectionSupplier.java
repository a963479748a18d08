package dev.weir.api.functions;

import java.util.Collection;

/** Makes the results of an asynchronous function on the thread of the subtask. */
@FunctionalInterface
public interface CollectionSupplier<OUT> {

  /** The results; what it throws counts as the failure of the asynchronous work. */
  Collection<OUT> get() throws Exception;
}
