package dev.weir.runtime.windowing;

import dev.weir.api.functions.AggregateFunction;
import dev.weir.api.graph.OperatorSpec.WindowSpec;
import dev.weir.api.graph.WindowContents;
import dev.weir.api.spi.FunctionCopy;
import dev.weir.api.windowing.evictors.Evictor;
import dev.weir.api.windowing.windows.Window;
import dev.weir.runtime.time.InternalTimerService;
import dev.weir.state.spi.NamespacedState;
import dev.weir.state.spi.TypeSerializer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes what the job graph says a window keeps. */
final class PaneStates {

  private PaneStates() {}

  static <T, W extends Window, E> PaneState<T, W, E> of(
      WindowSpec<T, ?, E, ?, W> spec, NamespacedState<W> states, InternalTimerService<?> time) {
    TypeSerializer<T> records = spec.inputType().createSerializer();
    if (spec.evictor() != null) {
      return new EvictingPane<>(states, records, evictor(spec.evictor()), projection(spec), time);
    }
    Accumulation<T, ?, E> accumulation = accumulation(spec);
    return accumulation == null ? list(states, records) : new ValuePane<>(states, accumulation);
  }

  /** How records are accumulated; null if all are kept. */
  static <T, E> @Nullable Accumulation<T, ?, E> accumulation(WindowSpec<T, ?, E, ?, ?> spec) {
    if (spec.contents() instanceof WindowContents.Aggregate<T, ?, E> aggregate) {
      return aggregate(aggregate);
    }
    return spec.contents() instanceof WindowContents.Reduce<?> reduce ? reduce(reduce, spec) : null;
  }

  private static <T, ACC, E> Accumulation<T, ACC, E> aggregate(
      WindowContents.Aggregate<T, ACC, E> aggregate) {
    return new AggregateAccumulation<>(
        FunctionCopy.of(aggregate.function()), aggregate.accumulatorType().createSerializer());
  }

  @SuppressWarnings("unchecked") // of reduced contents, E is T
  private static <T, E> Accumulation<T, ?, E> reduce(
      WindowContents.Reduce<?> contents, WindowSpec<T, ?, E, ?, ?> spec) {
    return (Accumulation<T, ?, E>) reduction(contents, spec);
  }

  @SuppressWarnings("unchecked") // what is reduced are the records
  private static <T> ReduceAccumulation<T> reduction(
      WindowContents.Reduce<?> contents, WindowSpec<T, ?, ?, ?, ?> spec) {
    WindowContents.Reduce<T> reduce = (WindowContents.Reduce<T>) contents;
    return new ReduceAccumulation<>(
        FunctionCopy.of(reduce.function()),
        spec.inputType().createSerializer(),
        reduce.aggregation() == null);
  }

  @SuppressWarnings("unchecked") // of contents that keep all records, E is T
  private static <T, W extends Window, E> PaneState<T, W, E> list(
      NamespacedState<W> states, TypeSerializer<T> records) {
    return (PaneState<T, W, E>) new ListPane<>(states, records);
  }

  @SuppressWarnings("unchecked") // an evictor of a supertype removes only, and so never adds one
  private static <T, W extends Window> Evictor<T, W> evictor(
      Evictor<? super T, ? super W> evictor) {
    return (Evictor<T, W>) FunctionCopy.of(evictor);
  }

  @SuppressWarnings("unchecked") // of contents that keep or reduce records, E is T
  private static <T, E> EvictingPane.Projection<T, E> projection(WindowSpec<T, ?, E, ?, ?> spec) {
    WindowContents<T, E> contents = spec.contents();
    if (contents instanceof WindowContents.Aggregate<T, ?, E> aggregate) {
      return aggregating(aggregate);
    }
    if (contents instanceof WindowContents.Reduce<?> reduce) {
      ReduceAccumulation<T> reduction = reduction(reduce, spec);
      return records -> (Iterable<E>) reduced(reduction, records);
    }
    return records -> (Iterable<E>) records;
  }

  /** The records stay in state, so none of them is given to the function to be changed. */
  private static <T> List<T> reduced(ReduceAccumulation<T> reduction, List<T> records)
      throws Exception {
    T soFar = null;
    for (T record : records) {
      soFar = soFar == null ? reduction.first(record) : reduction.add(soFar, record);
    }
    return soFar == null ? List.of() : List.of(soFar);
  }

  private static <T, ACC, E> EvictingPane.Projection<T, E> aggregating(
      WindowContents.Aggregate<T, ACC, E> contents) {
    AggregateFunction<T, ACC, E> function = FunctionCopy.of(contents.function());
    return records -> {
      ACC soFar = function.createAccumulator();
      for (T record : records) {
        soFar = function.add(record, soFar);
      }
      E result = function.getResult(soFar);
      return result == null ? List.of() : List.of(result);
    };
  }
}
