package dev.weir.benchmarks.weir;

import dev.weir.api.functions.MapFunction;
import dev.weir.benchmarks.cell.Events;
import dev.weir.benchmarks.cell.Measurement;

/** Makes keys out of offsets, and fails with one of them, once. */
record OnceFailing(String measurement, long keys) implements MapFunction<Long, Long> {

  @Override
  public Long map(Long offset) {
    if (Measurement.find(measurement).disaster().happens(offset)) {
      throw new IllegalStateException("This failure is what is measured, at offset " + offset);
    }
    return Events.key(offset, keys);
  }
}
