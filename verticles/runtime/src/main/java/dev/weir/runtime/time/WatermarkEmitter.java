package dev.weir.runtime.time;

import dev.weir.api.time.Watermark;
import dev.weir.api.time.WatermarkOutput;
import dev.weir.runtime.channel.Frame;
import dev.weir.runtime.operators.Output;

/**
 * Where an operator that makes watermarks puts them. Those that are not higher than the last one
 * are left out, but end idleness too.
 */
public final class WatermarkEmitter implements WatermarkOutput {

  private final Output<?> output;
  private long watermark = Long.MIN_VALUE;
  private boolean idle;

  public WatermarkEmitter(Output<?> output) {
    this.output = output;
  }

  /** The last one; {@code Long.MIN_VALUE} before the first. */
  public long watermark() {
    return watermark;
  }

  public boolean isIdle() {
    return idle;
  }

  @Override
  public void emitWatermark(Watermark newWatermark) {
    emitWatermark(newWatermark.timestamp());
  }

  public void emitWatermark(long newWatermark) {
    markActive();
    if (newWatermark > watermark && Frame.isWatermark(newWatermark)) {
      watermark = newWatermark;
      output.emitWatermark(newWatermark);
    }
  }

  @Override
  public void markIdle() {
    if (!idle) {
      idle = true;
      output.emitIdle(true);
    }
  }

  @Override
  public void markActive() {
    if (idle) {
      idle = false;
      output.emitIdle(false);
    }
  }
}
