package dev.weir.runtime.harness;

import dev.weir.runtime.operators.Output;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps what is emitted. A watermark or idleness that was emitted before is left out: after a
 * restore it is told again, as by a sender upstream.
 */
final class RecordingOutput extends Output<Object> {

  private final List<Emitted> emitted = new ArrayList<>();
  private long watermark = Long.MIN_VALUE;
  private boolean idle;

  List<Emitted> emitted() {
    return emitted;
  }

  @Override
  public void collect(Object record, long timestamp) {
    emitted.add(Emitted.record(record, timestamp));
  }

  @Override
  public void emitWatermark(long newWatermark) {
    if (newWatermark > watermark) {
      watermark = newWatermark;
      emitted.add(Emitted.watermark(newWatermark));
    }
  }

  @Override
  public void emitIdle(boolean newIdle) {
    if (newIdle != idle) {
      idle = newIdle;
      emitted.add(Emitted.idle(newIdle));
    }
  }
}
