package dev.weir.runtime.operators;

/** Where an operator puts its results: the next operator of the chain, or channels. */
public abstract class Output<T> {

  /**
   * Hands on a record with its timestamp, or {@link dev.weir.runtime.channel.Frame#NO_TIMESTAMP}.
   */
  public abstract void collect(T record, long timestamp);

  /** Hands on a watermark that is higher than the last one. It goes to all receivers. */
  public abstract void emitWatermark(long watermark);

  /**
   * Says that nothing will come until further notice, so that others need not wait for this
   * operator's watermark; or that this is over, which must be said before the next watermark.
   */
  public abstract void emitIdle(boolean idle);
}
