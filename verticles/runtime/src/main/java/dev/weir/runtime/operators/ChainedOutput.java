package dev.weir.runtime.operators;

/** Calls the next operator of the chain directly. */
final class ChainedOutput<T> extends Output<T> {

  private final Input<T> next;

  ChainedOutput(Input<T> next) {
    this.next = next;
  }

  @Override
  public void collect(T record, long timestamp) {
    try {
      next.process(record, timestamp);
    } catch (Exception e) {
      throw ChainedOperatorException.of(e);
    }
  }
}
