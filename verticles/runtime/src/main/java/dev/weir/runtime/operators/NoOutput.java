package dev.weir.runtime.operators;

/** The output of an operator that nothing reads. */
final class NoOutput<T> extends Output<T> {

  @Override
  public void collect(T record, long timestamp) {
    // nobody reads this stream
  }
}
