package dev.weir.api.functions;

/**
 * Takes the key out of a record. The key must have a stable {@code hashCode} and {@code equals}.
 */
@FunctionalInterface
public interface KeySelector<T, K> extends Function {

  /** Returns the key of {@code value}; never null, and always the same for the same record. */
  K getKey(T value) throws Exception;
}
