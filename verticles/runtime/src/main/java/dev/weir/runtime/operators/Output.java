package dev.weir.runtime.operators;

/** Where an operator puts its results: the next operator of the chain, or channels. */
public abstract class Output<T> {

  /**
   * Hands on a record with its timestamp, or {@link dev.weir.runtime.channel.Frame#NO_TIMESTAMP}.
   */
  public abstract void collect(T record, long timestamp);
}
