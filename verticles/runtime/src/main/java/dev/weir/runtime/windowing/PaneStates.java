package dev.weir.runtime.windowing;

import dev.weir.api.functions.AggregateFunction;
import dev.weir.api.functions.ReduceFunction;
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
      return new EvictingPane<>(
          states, records, evictor(spec.evictor()), projection(spec.contents()), time);
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
    WindowContents.Reduce<T> reduce = (WindowContents.Reduce<T>) contents;
    return (Accumulation<T, ?, E>)
        new ReduceAccumulation<>(
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
  private static <T, E> EvictingPane.Projection<T, E> projection(WindowContents<T, E> contents) {
    if (contents instanceof WindowContents.Aggregate<T, ?, E> aggregate) {
      return aggregating(aggregate);
    }
    if (contents instanceof WindowContents.Reduce<?> reduce) {
      ReduceFunction<T> function = (ReduceFunction<T>) FunctionCopy.of(reduce.function());
      return records -> (Iterable<E>) reduced(function, records);
    }
    return records -> (Iterable<E>) records;
  }

  private static <T> List<T> reduced(ReduceFunction<T> function, List<T> records) throws Exception {
    T soFar = null;
    for (T record : records) {
      soFar = soFar == null ? record : function.reduce(soFar, record);
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
