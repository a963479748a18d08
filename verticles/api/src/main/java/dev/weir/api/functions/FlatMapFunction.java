package dev.weir.api.functions;

import dev.weir.api.Collector;

/** Makes any number of records out of one. */
@FunctionalInterface
public interface FlatMapFunction<T, O> extends Function {

  /** Emits what {@code value} becomes into {@code out}. */
  void flatMap(T value, Collector<O> out) throws Exception;
}
