package dev.weir.api;

import dev.weir.api.graph.OperatorSpec;
import dev.weir.api.graph.OperatorSpec.KeyedReduceSpec;
import dev.weir.api.graph.OperatorSpec.SourceSpec;
import dev.weir.api.graph.OperatorSpec.TimestampsAndWatermarksSpec;
import dev.weir.api.source.Boundedness;
import dev.weir.api.source.SourceSplit;
import dev.weir.api.time.TimestampAssignerSupplier;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.config.RuntimeExecutionMode;
import java.util.List;

/**
 * What operators do in a job that emits final results only: reductions emit at the end of the
 * input, and event time stands still until then, so that every window fires once, with all records.
 */
final class BatchForm {

  private BatchForm() {}

  /**
   * Whether a job is to run so.
   *
   * @throws IllegalStateException if batch mode was asked for and a source does not end
   */
  static boolean isWanted(RuntimeExecutionMode mode, List<Operator> operators) {
    if (mode == RuntimeExecutionMode.STREAMING) {
      return false;
    }
    List<String> unbounded =
        operators.stream()
            .filter(BatchForm::isUnboundedSource)
            .map(operator -> "'" + operator.name + "'")
            .toList();
    if (mode == RuntimeExecutionMode.BATCH && !unbounded.isEmpty()) {
      throw new IllegalStateException(
          "Batch mode needs sources that end, found unbounded: "
              + String.join(", ", unbounded)
              + ". Bound them, or set job.runtime-mode to streaming or automatic");
    }
    return unbounded.isEmpty();
  }

  private static boolean isUnboundedSource(Operator operator) {
    return operator.spec instanceof SourceSpec<?, ?, ?> source
        && source.source().getBoundedness() == Boundedness.CONTINUOUS_UNBOUNDED;
  }

  static OperatorSpec of(OperatorSpec spec) {
    if (spec instanceof SourceSpec<?, ?, ?> source) {
      return atTheEnd(source);
    }
    if (spec instanceof TimestampsAndWatermarksSpec<?> timestamps) {
      return atTheEnd(timestamps);
    }
    return spec instanceof KeyedReduceSpec<?, ?> reduce ? reduce.atTheEnd() : spec;
  }

  private static <T, S extends SourceSplit, C> OperatorSpec atTheEnd(SourceSpec<T, S, C> spec) {
    return new SourceSpec<>(spec.source(), atTheEnd(spec.watermarks()));
  }

  private static <T> OperatorSpec atTheEnd(TimestampsAndWatermarksSpec<T> spec) {
    return new TimestampsAndWatermarksSpec<>(atTheEnd(spec.watermarks()));
  }

  /** The timestamps of a strategy; the only watermark is the one at the end of the input. */
  private static <T> WatermarkStrategy<T> atTheEnd(WatermarkStrategy<T> strategy) {
    TimestampAssignerSupplier<T> timestamps = strategy;
    return WatermarkStrategy.<T>noWatermarks().withTimestampAssigner(timestamps);
  }
}
