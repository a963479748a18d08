package dev.weir.api.windowing.triggers;

import dev.weir.api.functions.ReduceFunction;

/** Keeps the earlier of two times. */
final class LongMin implements ReduceFunction<Long> {

  private static final long serialVersionUID = 1L;

  @Override
  public Long reduce(Long value1, Long value2) {
    return Math.min(value1, value2);
  }
}
