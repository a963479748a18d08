package dev.weir.api.functions;

import java.io.Serializable;
import java.util.Collection;
import java.util.function.Predicate;

/** Predicates that retry strategies often need. */
public final class RetryPredicates {

  /** Holds for results that are empty. */
  public static final Predicate<Collection<?>> EMPTY_RESULT_PREDICATE =
      (Predicate<Collection<?>> & Serializable) Collection::isEmpty;

  /** Holds for every failure. */
  public static final Predicate<Throwable> HAS_EXCEPTION_PREDICATE =
      (Predicate<Throwable> & Serializable) failure -> true;

  private RetryPredicates() {}

  /** Holds for failures of a class and its subclasses. */
  public static Predicate<Throwable> createExceptionTypePredicate(
      Class<? extends Throwable> errorClass) {
    return (Predicate<Throwable> & Serializable) errorClass::isInstance;
  }
}
