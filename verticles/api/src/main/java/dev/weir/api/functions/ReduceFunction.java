package dev.weir.api.functions;

/** Combines two records of one type into one. Must be associative. */
@FunctionalInterface
public interface ReduceFunction<T> extends Function {

  /** Combines what was reduced so far with the next record. Must change neither of them. */
  T reduce(T value1, T value2) throws Exception;
}
