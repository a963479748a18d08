package dev.weir.api.time;

import java.time.Duration;

/** Watermarks for streams whose timestamps never go back. */
public class AscendingTimestampsWatermarks<T> extends BoundedOutOfOrdernessWatermarks<T> {

  /** A generator. */
  public AscendingTimestampsWatermarks() {
    super(Duration.ZERO);
  }
}
