package dev.weir.runtime.operators;

/** Calls the next operator of the chain directly. */
final class ChainedOutput<T> extends Output<T> {

  private final Input<T> next;
  private final Operator<?> operator;

  ChainedOutput(Input<T> next, Operator<?> operator) {
    this.next = next;
    this.operator = operator;
  }

  @Override
  public void collect(T record, long timestamp) {
    try {
      next.process(record, timestamp);
    } catch (Exception e) {
      throw ChainedOperatorException.of(e);
    }
  }

  @Override
  public void emitWatermark(long watermark) {
    try {
      operator.processWatermark(watermark);
    } catch (Exception e) {
      throw ChainedOperatorException.of(e);
    }
  }

  @Override
  public void emitIdle(boolean idle) {
    try {
      operator.processIdle(idle);
    } catch (Exception e) {
      throw ChainedOperatorException.of(e);
    }
  }
}
