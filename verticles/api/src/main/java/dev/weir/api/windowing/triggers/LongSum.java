package dev.weir.api.windowing.triggers;

import dev.weir.api.functions.ReduceFunction;

/** Adds counts. */
final class LongSum implements ReduceFunction<Long> {

  private static final long serialVersionUID = 1L;

  @Override
  public Long reduce(Long value1, Long value2) {
    return value1 + value2;
  }
}
