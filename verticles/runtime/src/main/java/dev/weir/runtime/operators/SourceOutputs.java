package dev.weir.runtime.operators;

import dev.weir.api.metrics.MetricGroup;
import dev.weir.api.source.ReaderOutput;
import dev.weir.api.source.SourceOutput;
import dev.weir.api.source.SourceSplit;
import dev.weir.api.time.NoWatermarksGenerator;
import dev.weir.api.time.RecordTimestampAssigner;
import dev.weir.api.time.TimestampAssigner;
import dev.weir.api.time.Watermark;
import dev.weir.api.time.WatermarkGenerator;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.protocol.watermark.CombinedWatermark;
import dev.weir.runtime.channel.Frame;
import dev.weir.runtime.time.ActivityClock;
import dev.weir.runtime.time.WatermarkEmitter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a source reader writes to: one output for the reader, and one for each split that asks for
 * its own. Event time is that of the slowest of them. The reader's own output counts if something
 * was written to it, or as long as no split has an output: a reader without records may be idle
 * too.
 *
 * <p>An assigned split has an output from the beginning, so event time cannot run ahead while the
 * reader has begun with others only. A reader that writes to its own output has no use for those:
 * then they are forgotten.
 */
final class SourceOutputs<T> implements ReaderOutput<T> {

  private final Output<T> output;
  private final WatermarkStrategy<T> strategy;
  private final StrategyContext strategyContext;
  private final WatermarkEmitter emitter;
  private final CombinedWatermark combined = new CombinedWatermark();
  private final Map<String, StrategyOutput<T>> splits = new LinkedHashMap<>();
  private final StrategyOutput<T> main;
  private final boolean plain;

  /** Splits that were assigned, and that the reader has not asked for yet. */
  private final Set<String> expected = new HashSet<>();

  private boolean expecting = true;
  private boolean mainCounts = true;
  private boolean mainUsed;
  private boolean inPeriodicCalls;

  SourceOutputs(
      WatermarkStrategy<T> strategy, Output<T> output, ActivityClock clock, MetricGroup metrics) {
    this.output = output;
    this.strategy = strategy;
    this.strategyContext = new StrategyContext(clock, metrics);
    this.emitter = new WatermarkEmitter(output);
    TimestampAssigner<T> assigner = assigner();
    WatermarkGenerator<T> generator = generator();
    this.plain =
        assigner instanceof RecordTimestampAssigner && generator instanceof NoWatermarksGenerator;
    this.main = new StrategyOutput<>(output, assigner, generator, combined.add(), this::forward);
  }

  private TimestampAssigner<T> assigner() {
    return strategy.createTimestampAssigner(strategyContext);
  }

  private WatermarkGenerator<T> generator() {
    return strategy.createWatermarkGenerator(strategyContext);
  }

  /** Whether records pass as they are, and nothing need be asked of a generator. */
  boolean isPlain() {
    return plain;
  }

  /** The last watermark of the source. */
  long watermark() {
    return emitter.watermark();
  }

  boolean isIdle() {
    return emitter.isIdle();
  }

  /** The splits that the reader writes to, and how far each has come. */
  Map<String, Long> splitWatermarks() {
    Map<String, Long> watermarks = new LinkedHashMap<>();
    splits.forEach((id, split) -> watermarks.put(id, split.part().watermark()));
    watermarks.keySet().removeAll(expected);
    return watermarks;
  }

  /** Splits were assigned to the reader: event time waits for their records. */
  void expect(List<? extends SourceSplit> assigned) {
    if (expecting) {
      for (SourceSplit split : assigned) {
        if (!splits.containsKey(split.splitId())) {
          createOutputForSplit(split.splitId());
          expected.add(split.splitId());
        }
      }
    }
  }

  private void stopExpecting() {
    expecting = false;
    List.copyOf(expected).forEach(this::releaseOutputForSplit);
  }

  /** Asks all generators for watermarks. */
  void emitPeriodically() {
    inPeriodicCalls = true;
    if (mainCounts) {
      main.emitPeriodically();
    }
    List<StrategyOutput<T>> all = new ArrayList<>(splits.values());
    all.forEach(StrategyOutput::emitPeriodically);
    inPeriodicCalls = false;
    forward();
  }

  /** The reader has ended. */
  void emitEnd() {
    emitter.emitWatermark(Long.MAX_VALUE);
  }

  private void forward() {
    if (inPeriodicCalls) {
      return;
    }
    combined.update();
    if (combined.isIdle()) {
      emitter.markIdle();
    } else {
      emitter.emitWatermark(combined.watermark());
    }
  }

  @Override
  public void collect(T record) {
    collect(record, Frame.NO_TIMESTAMP);
  }

  @Override
  public void collect(T record, long timestamp) {
    if (expecting) {
      stopExpecting();
    }
    if (plain) {
      output.collect(record, timestamp);
      return;
    }
    useMain();
    main.collect(record, timestamp);
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    useMain();
    main.emitWatermark(watermark);
  }

  @Override
  public void markIdle() {
    useMain();
    main.markIdle();
  }

  @Override
  public void markActive() {
    useMain();
    main.markActive();
  }

  private void useMain() {
    if (!mainUsed) {
      mainUsed = true;
      countMain();
      stopExpecting();
    }
  }

  private void countMain() {
    if (!mainCounts) {
      mainCounts = true;
      combined.add(main.part());
    }
  }

  @Override
  public SourceOutput<T> createOutputForSplit(String splitId) {
    expected.remove(splitId);
    return splits.computeIfAbsent(
        splitId,
        id -> {
          if (mainCounts && !mainUsed) {
            mainCounts = false;
            combined.remove(main.part());
          }
          return new StrategyOutput<>(
              output, assigner(), generator(), combined.add(), this::forward);
        });
  }

  @Override
  public void releaseOutputForSplit(String splitId) {
    expected.remove(splitId);
    StrategyOutput<T> split = splits.remove(splitId);
    if (split == null) {
      return;
    }
    combined.remove(split.part());
    if (splits.isEmpty()) {
      countMain();
    }
    forward();
  }
}
