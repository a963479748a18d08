package dev.weir.api.functions;

/** Keeps some records and drops the others. */
@FunctionalInterface
public interface FilterFunction<T> extends Function {

  /** Whether {@code value} is kept. */
  boolean filter(T value) throws Exception;
}
