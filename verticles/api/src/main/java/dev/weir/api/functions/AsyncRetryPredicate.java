package dev.weir.api.functions;

import java.io.Serializable;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/** What outcomes of asynchronous work are worth another try. */
public interface AsyncRetryPredicate<OUT> extends Serializable {

  /** The results that are; empty: none. */
  Optional<Predicate<Collection<OUT>>> resultPredicate();

  /** The failures that are; empty: none. */
  Optional<Predicate<Throwable>> exceptionPredicate();
}
