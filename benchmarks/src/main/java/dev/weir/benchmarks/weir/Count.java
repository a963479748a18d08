package dev.weir.benchmarks.weir;

import dev.weir.api.functions.AggregateFunction;

/** Counts records. */
final class Count<T> implements AggregateFunction<T, Long, Long> {

  private static final long serialVersionUID = 1L;

  @Override
  public Long createAccumulator() {
    return 0L;
  }

  @Override
  public Long add(T value, Long count) {
    return count + 1;
  }

  @Override
  public Long getResult(Long count) {
    return count;
  }

  @Override
  public Long merge(Long first, Long second) {
    return first + second;
  }
}
