package dev.weir.runtime.operators;

import java.util.List;

/** Hands each record to several outputs in turn. */
final class ManyOutputs<T> extends Output<T> {

  private final List<Output<T>> outputs;

  ManyOutputs(List<Output<T>> outputs) {
    this.outputs = List.copyOf(outputs);
  }

  @Override
  public void collect(T record, long timestamp) {
    for (int i = 0; i < outputs.size(); i++) {
      outputs.get(i).collect(record, timestamp);
    }
  }

  @Override
  public void emitWatermark(long watermark) {
    for (int i = 0; i < outputs.size(); i++) {
      outputs.get(i).emitWatermark(watermark);
    }
  }

  @Override
  public void emitIdle(boolean idle) {
    for (int i = 0; i < outputs.size(); i++) {
      outputs.get(i).emitIdle(idle);
    }
  }
}
