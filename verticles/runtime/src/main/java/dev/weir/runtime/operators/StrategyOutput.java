package dev.weir.runtime.operators;

import dev.weir.api.source.SourceOutput;
import dev.weir.api.time.TimestampAssigner;
import dev.weir.api.time.Watermark;
import dev.weir.api.time.WatermarkGenerator;
import dev.weir.api.time.WatermarkOutput;
import dev.weir.protocol.watermark.CombinedWatermark;
import dev.weir.runtime.channel.Frame;

/** Gives the records of one split, or of a whole reader, timestamps and watermarks. */
final class StrategyOutput<T> implements SourceOutput<T> {

  private final Output<T> output;
  private final TimestampAssigner<T> assigner;
  private final WatermarkGenerator<T> generator;
  private final CombinedWatermark.Part part;
  private final WatermarkOutput watermarks;

  /**
   * @param part what the rest of the reader is combined with
   * @param changed called when the part has changed
   */
  StrategyOutput(
      Output<T> output,
      TimestampAssigner<T> assigner,
      WatermarkGenerator<T> generator,
      CombinedWatermark.Part part,
      Runnable changed) {
    this.output = output;
    this.assigner = assigner;
    this.generator = generator;
    this.part = part;
    this.watermarks = new PartOutput(part, changed);
  }

  CombinedWatermark.Part part() {
    return part;
  }

  void emitPeriodically() {
    generator.onPeriodicEmit(watermarks);
  }

  @Override
  public void collect(T record) {
    collect(record, Frame.NO_TIMESTAMP);
  }

  @Override
  public void collect(T record, long timestamp) {
    long assigned = assigner.extractTimestamp(record, timestamp);
    output.collect(record, assigned);
    generator.onEvent(record, assigned, watermarks);
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    watermarks.emitWatermark(watermark);
  }

  @Override
  public void markIdle() {
    watermarks.markIdle();
  }

  @Override
  public void markActive() {
    watermarks.markActive();
  }

  private record PartOutput(CombinedWatermark.Part part, Runnable changed)
      implements WatermarkOutput {

    @Override
    public void emitWatermark(Watermark watermark) {
      part.advanceTo(watermark.timestamp());
      changed.run();
    }

    @Override
    public void markIdle() {
      part.idle(true);
      changed.run();
    }

    @Override
    public void markActive() {
      part.idle(false);
      changed.run();
    }
  }
}
