package dev.weir.runtime.operators;

import dev.weir.api.spi.FunctionCopy;
import dev.weir.api.time.TimestampAssigner;
import dev.weir.api.time.WatermarkGenerator;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.runtime.time.ActivityClock;
import dev.weir.runtime.time.WatermarkEmitter;

/**
 * Gives records timestamps and makes watermarks. Of the watermarks that come in only the last one
 * is handed on, which says that the input has ended.
 */
final class TimestampsAndWatermarksOperator<T> extends Operator<T> {

  private final TimestampAssigner<T> assigner;
  private final WatermarkGenerator<T> generator;
  private final WatermarkEmitter watermarks;
  private final ActivityClock clock;
  private final long interval;

  TimestampsAndWatermarksOperator(
      WatermarkStrategy<T> strategy, OperatorContext context, Output<T> output) {
    super(context, output);
    interval = context.autoWatermarkInterval().toMillis();
    clock = new ActivityClock(interval, context.processingTime().now());
    WatermarkStrategy<T> own = FunctionCopy.of(strategy);
    StrategyContext strategyContext = new StrategyContext(clock, context.metrics());
    assigner = own.createTimestampAssigner(strategyContext);
    generator = own.createWatermarkGenerator(strategyContext);
    watermarks = new WatermarkEmitter(output);
  }

  @Override
  public void open() {
    schedule();
  }

  @Override
  public Input<T> input(int index) {
    return new Input<>() {
      @Override
      public void process(T record, long timestamp) {
        long assigned = assigner.extractTimestamp(record, timestamp);
        output.collect(record, assigned);
        generator.onEvent(record, assigned, watermarks);
      }
    };
  }

  @Override
  public void processWatermark(long watermark) {
    if (watermark == Long.MAX_VALUE) {
      watermarks.emitWatermark(watermark);
    }
  }

  @Override
  public void processIdle(boolean idle) {
    // whether the output is idle is for the strategy to say
  }

  @Override
  public long outputWatermark() {
    return watermarks.watermark();
  }

  private void schedule() {
    if (interval > 0) {
      context.processingTime().schedule(context.processingTime().now() + interval, this::emit);
    }
  }

  private void emit(long due) {
    clock.tick(context.processingTime().now(), context.intake().isOpen());
    generator.onPeriodicEmit(watermarks);
    schedule();
  }
}
