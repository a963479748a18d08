package dev.weir.api.time;

import java.io.Serializable;

/** Makes the watermark generators of a stream. Copied to each subtask. */
@FunctionalInterface
public interface WatermarkGeneratorSupplier<T> extends Serializable {

  /** A new generator; each call makes one that shares nothing with the others. */
  WatermarkGenerator<T> createWatermarkGenerator(Context context);

  /** What a generator may use. */
  interface Context {

    /** A clock that stands still while the input is held back and so cannot be idle. */
    RelativeClock getInputActivityClock();
  }
}
