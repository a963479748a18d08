package dev.weir.runtime.operators;

import dev.weir.api.OutputTag;
import dev.weir.api.functions.ProcessJoinFunction;
import dev.weir.api.graph.OperatorSpec.IntervalJoinSpec;
import dev.weir.api.spi.FunctionCopy;
import dev.weir.api.types.TypeInformation;
import dev.weir.runtime.channel.Frame;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins records of two keyed inputs whose timestamps are near each other.
 *
 * <p>Every record is kept until the watermark says that no partner can come any more, and joined
 * with what is kept of the other input when it comes. So each pair is found once, when the second
 * of the two comes. A record behind the watermark is late and is not joined.
 */
final class IntervalJoinOperator<K, I1, I2, OUT>
    extends FunctionOperator<ProcessJoinFunction<I1, I2, OUT>, OUT> {

  /** Makes results of one pair. */
  @FunctionalInterface
  private interface Pairing<T, U> {
    void pair(T ours, long ourTime, U other, long otherTime) throws Exception;
  }

  private final IntervalJoinSpec<K, I1, I2, OUT> spec;
  private final InputKeys<I1, I2> keys;
  private final IntervalBuffer<I1> left;
  private final IntervalBuffer<I2> right;
  private final TimestampedCollector<OUT> collector;
  private final PairContext pair;

  IntervalJoinOperator(
      IntervalJoinSpec<K, I1, I2, OUT> spec, OperatorContext context, Output<OUT> output) {
    super(spec.function(), context, output);
    this.spec = spec;
    this.keys =
        InputKeys.of(
            FunctionCopy.of(spec.keyedBy1().selector()),
            FunctionCopy.of(spec.keyedBy2().selector()),
            context);
    this.left = buffer("left", spec.type1(), spec.upperBound());
    this.right = buffer("right", spec.type2(), negated(spec.lowerBound()));
    this.collector = new TimestampedCollector<>(output);
    this.pair = new PairContext(function);
  }

  /** A bound from the other side: one without end stays so. */
  private static long negated(long bound) {
    return bound == Long.MIN_VALUE ? Long.MAX_VALUE : -bound;
  }

  private <T> IntervalBuffer<T> buffer(String side, TypeInformation<T> type, long partnersFor) {
    return new IntervalBuffer<>(side, context.requireKeyedState(), type, Math.max(0, partnersFor));
  }

  @Override
  public void open() throws Exception {
    left.cleanBy(timerService("interval-join-left", IntervalBuffer.TIMES, left));
    right.cleanBy(timerService("interval-join-right", IntervalBuffer.TIMES, right));
    super.open();
  }

  @Override
  public Input<?> input(int index) {
    return index == 0
        ? keys.first(
            (record, timestamp) ->
                process(
                    record,
                    timestamp,
                    left,
                    right,
                    spec.lowerBound(),
                    spec.upperBound(),
                    spec.leftLateDataTag(),
                    this::emit))
        : keys.second(
            (record, timestamp) ->
                process(
                    record,
                    timestamp,
                    right,
                    left,
                    negated(spec.upperBound()),
                    negated(spec.lowerBound()),
                    spec.rightLateDataTag(),
                    (second, secondTime, first, firstTime) ->
                        emit(first, firstTime, second, secondTime)));
  }

  private <T, U> void process(
      T record,
      long timestamp,
      IntervalBuffer<T> ours,
      IntervalBuffer<U> others,
      long lowerBound,
      long upperBound,
      @Nullable OutputTag<T> lateDataTag,
      Pairing<T, U> pairing)
      throws Exception {
    if (timestamp == Frame.NO_TIMESTAMP) {
      throw new IllegalArgumentException(
          "An interval join needs records with timestamps, found one without: give the stream a"
              + " WatermarkStrategy with withTimestampAssigner(...) before "
              + context.taskInfo().getTaskName());
    }
    if (timestamp < time.currentWatermark()) {
      if (lateDataTag != null) {
        context.sideOutputs().collect(lateDataTag, record, timestamp);
      }
      return;
    }
    ours.add(record, timestamp);
    long from = IntervalBuffer.plus(timestamp, lowerBound);
    long to = IntervalBuffer.plus(timestamp, upperBound);
    for (Map.Entry<Long, List<U>> entry : others.entries()) {
      long otherTime = entry.getKey();
      if (otherTime >= from && otherTime <= to) {
        for (U other : entry.getValue()) {
          pairing.pair(record, timestamp, other, otherTime);
        }
      }
    }
  }

  private void emit(I1 first, long firstTime, I2 second, long secondTime) throws Exception {
    pair.leftTimestamp = firstTime;
    pair.rightTimestamp = secondTime;
    collector.setTimestamp(pair.getTimestamp());
    function.processElement(first, second, pair, collector);
  }

  private final class PairContext extends ProcessJoinFunction<I1, I2, OUT>.Context {
    private long leftTimestamp;
    private long rightTimestamp;

    PairContext(ProcessJoinFunction<I1, I2, OUT> join) {
      join.super();
    }

    @Override
    public long getLeftTimestamp() {
      return leftTimestamp;
    }

    @Override
    public long getRightTimestamp() {
      return rightTimestamp;
    }

    @Override
    public long getTimestamp() {
      return Math.max(leftTimestamp, rightTimestamp);
    }

    @Override
    public <X> void output(OutputTag<X> tag, X value) {
      context.sideOutputs().collect(tag, value, getTimestamp());
    }
  }
}
