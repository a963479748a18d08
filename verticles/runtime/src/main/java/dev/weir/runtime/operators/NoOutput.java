package dev.weir.runtime.operators;

/** The output of an operator that nothing reads. */
final class NoOutput<T> extends Output<T> {

  @Override
  public void collect(T record, long timestamp) {
    // nobody reads this stream
  }

  @Override
  public void emitWatermark(long watermark) {
    // nobody reads this stream
  }

  @Override
  public void emitIdle(boolean idle) {
    // nobody reads this stream
  }
}
