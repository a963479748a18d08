package dev.weir.api.time;

/** Makes no watermarks. */
public final class NoWatermarksGenerator<E> implements WatermarkGenerator<E> {

  /** A generator. */
  public NoWatermarksGenerator() {}

  @Override
  public void onEvent(E event, long eventTimestamp, WatermarkOutput output) {
    // event time does not advance
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    // event time does not advance
  }
}
