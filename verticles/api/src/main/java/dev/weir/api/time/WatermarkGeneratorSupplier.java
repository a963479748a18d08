package dev.weir.api.time;

import dev.weir.api.metrics.MetricGroup;
import java.io.Serializable;

/** Makes the watermark generators of a stream. Copied to each subtask. */
@FunctionalInterface
public interface WatermarkGeneratorSupplier<T> extends Serializable {

  /** A new generator; each call makes one that shares nothing with the others. */
  WatermarkGenerator<T> createWatermarkGenerator(Context context);

  /** What a generator may use. */
  interface Context {

    /** Where a generator registers what it measures. */
    MetricGroup getMetricGroup();

    /** A clock that stands still while the input is held back and so cannot be idle. */
    RelativeClock getInputActivityClock();
  }
}
