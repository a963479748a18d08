package dev.weir.api;

import dev.weir.api.functions.ProcessJoinFunction;
import dev.weir.api.graph.OperatorSpec.IntervalJoinSpec;
import dev.weir.api.types.TypeExtraction;
import dev.weir.api.types.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * Two keyed streams, each record of the left one joined with those of the right one whose
 * timestamps are in an interval around its own.
 *
 * @param <IN1> the type of the left stream
 * @param <IN2> the type of the right stream
 * @param <KEY> the type of the key
 */
public final class IntervalJoined<IN1, IN2, KEY> {

  private final KeyedStream<IN1, KEY> left;
  private final KeyedStream<IN2, KEY> right;
  private final long lowerBound;
  private final long upperBound;
  private long lowerExcluded;
  private long upperExcluded;
  private @Nullable OutputTag<IN1> leftLateDataTag;
  private @Nullable OutputTag<IN2> rightLateDataTag;

  IntervalJoined(
      KeyedStream<IN1, KEY> left, KeyedStream<IN2, KEY> right, long lowerBound, long upperBound) {
    this.left = left;
    this.right = right;
    this.lowerBound = lowerBound;
    this.upperBound = upperBound;
  }

  /** Leaves out right records exactly at the upper bound. */
  public IntervalJoined<IN1, IN2, KEY> upperBoundExclusive() {
    upperExcluded = 1;
    return this;
  }

  /** Leaves out right records exactly at the lower bound. */
  public IntervalJoined<IN1, IN2, KEY> lowerBoundExclusive() {
    lowerExcluded = 1;
    return this;
  }

  /** Sends left records that are behind the watermark to a side output instead of dropping them. */
  public IntervalJoined<IN1, IN2, KEY> sideOutputLeftLateData(OutputTag<IN1> outputTag) {
    leftLateDataTag = outputTag;
    return this;
  }

  /** Sends right records that are behind the watermark to a side output, not dropping them. */
  public IntervalJoined<IN1, IN2, KEY> sideOutputRightLateData(OutputTag<IN2> outputTag) {
    rightLateDataTag = outputTag;
    return this;
  }

  /**
   * What a function makes of each pair.
   *
   * @throws IllegalArgumentException if the interval is empty
   */
  public <OUT> SingleOutputStreamOperator<OUT> process(
      ProcessJoinFunction<IN1, IN2, OUT> processJoinFunction) {
    return process(
        processJoinFunction,
        TypeExtraction.typeOf(
            processJoinFunction,
            ProcessJoinFunction.class,
            2,
            "Interval Join",
            left.getType(),
            right.getType()));
  }

  /** The same with a given type. */
  public <OUT> SingleOutputStreamOperator<OUT> process(
      ProcessJoinFunction<IN1, IN2, OUT> processJoinFunction, TypeInformation<OUT> outputType) {
    if ((lowerExcluded > 0 && lowerBound == Long.MAX_VALUE)
        || (upperExcluded > 0 && upperBound == Long.MIN_VALUE)) {
      throw new IllegalArgumentException(
          "An interval join with an exclusive bound at the end of time joins nothing, found "
              + lowerBound
              + " ms and "
              + upperBound
              + " ms");
    }
    IntervalJoinSpec<KEY, IN1, IN2, OUT> spec =
        new IntervalJoinSpec<>(
            processJoinFunction,
            left.key(),
            right.key(),
            left.getType(),
            right.getType(),
            lowerBound + lowerExcluded,
            upperBound - upperExcluded,
            leftLateDataTag,
            rightLateDataTag);
    return left.environment.addStream(
        "Interval Join", outputType, spec, DataStream.inputs(left, right));
  }
}
