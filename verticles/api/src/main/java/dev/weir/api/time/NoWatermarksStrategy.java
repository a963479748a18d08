package dev.weir.api.time;

/** No watermarks, and the timestamps that records have. */
record NoWatermarksStrategy<T>() implements WatermarkStrategy<T> {

  @Override
  public WatermarkGenerator<T> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    return new NoWatermarksGenerator<>();
  }
}
