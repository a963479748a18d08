package dev.weir.runtime.operators;

/** The main output of an operator that has side outputs, which have the same event time. */
final class MainOutput<T> extends Output<T> {

  private final Output<T> main;
  private final SideOutputs sideOutputs;

  MainOutput(Output<T> main, SideOutputs sideOutputs) {
    this.main = main;
    this.sideOutputs = sideOutputs;
  }

  @Override
  public void collect(T record, long timestamp) {
    main.collect(record, timestamp);
  }

  @Override
  public void emitWatermark(long watermark) {
    main.emitWatermark(watermark);
    sideOutputs.emitWatermark(watermark);
  }

  @Override
  public void emitIdle(boolean idle) {
    main.emitIdle(idle);
    sideOutputs.emitIdle(idle);
  }
}
