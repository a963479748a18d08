package dev.weir.runtime.windowing;

import dev.weir.api.graph.AggregationKind;
import dev.weir.api.graph.FieldAggregation;
import dev.weir.api.graph.OperatorSpec.WindowSpec;
import dev.weir.api.graph.WindowContents;
import dev.weir.api.graph.WindowResult;
import dev.weir.api.spi.FunctionCopy;
import dev.weir.api.windowing.assigners.AlignedWindowAssigner;
import dev.weir.api.windowing.assigners.WindowStagger;
import dev.weir.api.windowing.triggers.EventTimeTrigger;
import dev.weir.api.windowing.triggers.ProcessingTimeTrigger;
import dev.weir.api.windowing.triggers.Trigger;
import dev.weir.api.windowing.windows.TimeWindow;
import dev.weir.api.windowing.windows.Window;
import dev.weir.config.AggregationPhases;
import dev.weir.runtime.operators.Operator;
import dev.weir.runtime.operators.OperatorContext;
import dev.weir.runtime.operators.Output;

/** Chooses the form of a window operator: slices where the result is the same, else the generic. */
public final class WindowOperators {

  private WindowOperators() {}

  public static <T, K, E, OUT, W extends Window> Operator<OUT> of(
      WindowSpec<T, K, E, OUT, W> spec, OperatorContext context, Output<OUT> output) {
    Accumulation<T, ?, E> accumulation = PaneStates.accumulation(spec);
    if (accumulation != null
        && spec.assigner() instanceof AlignedWindowAssigner assigner
        && canBeSliced(spec, assigner)) {
      return sliced(timeWindows(spec), assigner, accumulation, context, output);
    }
    return generic(spec, context, output);
  }

  static <T, K, E, OUT, W extends Window> Operator<OUT> generic(
      WindowSpec<T, K, E, OUT, W> spec, OperatorContext context, Output<OUT> output) {
    return new WindowOperator<>(spec, context, output);
  }

  private static <T, K, ACC, E, OUT> Operator<OUT> sliced(
      WindowSpec<T, K, E, OUT, TimeWindow> spec,
      AlignedWindowAssigner assigner,
      Accumulation<T, ACC, E> accumulation,
      OperatorContext context,
      Output<OUT> output) {
    return new SlicedWindowOperator<>(spec, assigner, accumulation, context, output);
  }

  @SuppressWarnings("unchecked") // aligned assigners make time windows
  private static <T, K, E, OUT> WindowSpec<T, K, E, OUT, TimeWindow> timeWindows(
      WindowSpec<T, K, E, OUT, ?> spec) {
    return (WindowSpec<T, K, E, OUT, TimeWindow>) spec;
  }

  /**
   * Whether the records of such windows are aggregated before they are shuffled: the windows must
   * be sliced ones of event time, whose results do not tell who aggregated first.
   */
  static boolean aggregatesLocally(WindowSpec<?, ?, ?, ?, ?> spec) {
    return spec.phases() != AggregationPhases.ONE_PHASE
        && spec.assigner() instanceof AlignedWindowAssigner assigner
        && assigner.isEventTime()
        && canBeSliced(spec, assigner)
        && mayAggregateLocally(spec, assigner);
  }

  /**
   * What records are reduced to may tell which of them came first. Of several slices of a key it is
   * not known which one began first where they come from.
   */
  private static boolean mayAggregateLocally(
      WindowSpec<?, ?, ?, ?, ?> spec, AlignedWindowAssigner assigner) {
    boolean asked = spec.phases() == AggregationPhases.TWO_PHASE;
    if (spec.contents() instanceof WindowContents.Aggregate<?, ?, ?> aggregate) {
      return asked && AggregateAccumulation.canMerge(FunctionCopy.of(aggregate.function()));
    }
    return assigner.getSize() == assigner.getSlide()
        && spec.contents() instanceof WindowContents.Reduce<?> reduce
        && (asked || isAssociative(reduce));
  }

  /** All that are known are, but for sums that are rounded. */
  private static boolean isAssociative(WindowContents.Reduce<?> reduce) {
    FieldAggregation<?, ?> aggregation = reduce.aggregation();
    if (aggregation == null) {
      return false;
    }
    Class<?> field = aggregation.field().getFieldType().getTypeClass();
    return aggregation.kind() != AggregationKind.SUM
        || (field != Double.class && field != Float.class);
  }

  private static boolean canBeSliced(
      WindowSpec<?, ?, ?, ?, ?> spec, AlignedWindowAssigner assigner) {
    return spec.evictor() == null
        && assigner.getWindowStagger() == WindowStagger.ALIGNED
        && isDefault(spec.trigger(), assigner)
        && !owesClearLater(spec, assigner)
        && (assigner.getSize() == assigner.getSlide() || sharesSlices(spec.contents(), assigner));
  }

  private static boolean isDefault(Trigger<?, ?> trigger, AlignedWindowAssigner assigner) {
    return assigner.isEventTime()
        ? trigger instanceof EventTimeTrigger
        : trigger instanceof ProcessingTimeTrigger;
  }

  /** A process function is told of the end of each window, which is not the end of its slices. */
  private static boolean owesClearLater(
      WindowSpec<?, ?, ?, ?, ?> spec, AlignedWindowAssigner assigner) {
    boolean hasClear =
        spec.result() instanceof WindowResult.ByProcessFunction<?, ?, ?, ?>
            || spec.result() instanceof WindowResult.ByProcessAllFunction<?, ?, ?, ?>;
    return hasClear && assigner.isEventTime() && spec.allowedLateness() > 0;
  }

  /**
   * Whether it makes no difference that records are first reduced slice by slice. In processing
   * time they come slice by slice. In event time a function that only promises to be associative
   * must see them in the order in which they came.
   */
  private static boolean sharesSlices(
      WindowContents<?, ?> contents, AlignedWindowAssigner assigner) {
    if (contents instanceof WindowContents.Aggregate<?, ?, ?> aggregate) {
      return AggregateAccumulation.canMerge(FunctionCopy.of(aggregate.function()));
    }
    return !assigner.isEventTime()
        || (contents instanceof WindowContents.Reduce<?> reduce && isCommutative(reduce));
  }

  /** The field that is aggregated; the others are those of the first record in any case. */
  private static boolean isCommutative(WindowContents.Reduce<?> reduce) {
    FieldAggregation<?, ?> aggregation = reduce.aggregation();
    return aggregation != null
        && (aggregation.kind() == AggregationKind.SUM
            || aggregation.kind() == AggregationKind.MIN
            || aggregation.kind() == AggregationKind.MAX);
  }
}
