package dev.weir.runtime.windowing;

import dev.weir.api.OutputTag;
import dev.weir.api.functions.AllWindowFunction;
import dev.weir.api.functions.Function;
import dev.weir.api.functions.KeyedStateStore;
import dev.weir.api.functions.ProcessAllWindowFunction;
import dev.weir.api.functions.ProcessWindowFunction;
import dev.weir.api.functions.WindowFunction;
import dev.weir.api.graph.WindowResult;
import dev.weir.api.windowing.windows.Window;
import dev.weir.runtime.operators.Output;
import dev.weir.state.spi.KeyedStateBackend;
import java.util.Objects;

/** Makes the emitter that a job graph asks for. */
final class WindowEmitters {

  private WindowEmitters() {}

  /**
   * @param function the operator's own copy of the function in {@code result}
   */
  @SuppressWarnings("unchecked") // a copy has the class of its original; what passes is E and OUT
  static <K, W extends Window, E, OUT> WindowEmitter<W, E, OUT> of(
      WindowResult<E, OUT, K, W> result,
      Function function,
      KeyedStateBackend<K> state,
      WindowFunctionContext<W> context,
      Output<OUT> output) {
    if (result instanceof WindowResult.ByWindowFunction<E, OUT, K, W>) {
      return new ByWindowFunction<>((WindowFunction<E, OUT, K, W>) function, state, output);
    }
    if (result instanceof WindowResult.ByProcessFunction<E, OUT, K, W>) {
      return new ByProcessFunction<>(
          (ProcessWindowFunction<E, OUT, K, W>) function, state, context, output);
    }
    if (result instanceof WindowResult.ByAllWindowFunction<E, OUT, K, W>) {
      return new ByAllWindowFunction<>((AllWindowFunction<E, OUT, W>) function, output);
    }
    if (result instanceof WindowResult.ByProcessAllFunction<E, OUT, K, W>) {
      return new ByProcessAllFunction<>(
          (ProcessAllWindowFunction<E, OUT, W>) function, context, output);
    }
    return (WindowEmitter<W, E, OUT>) new WindowEmitter.PassThrough<W, E>((Output<E>) output);
  }

  private static <K> K currentKey(KeyedStateBackend<K> state) {
    return Objects.requireNonNull(state.currentKey(), "a window fires under its key");
  }

  private static final class ByWindowFunction<K, W extends Window, E, OUT>
      extends WindowEmitter.OfFunction<WindowFunction<E, OUT, K, W>, W, E, OUT> {

    private final KeyedStateBackend<K> state;

    ByWindowFunction(
        WindowFunction<E, OUT, K, W> function, KeyedStateBackend<K> state, Output<OUT> output) {
      super(function, output);
      this.state = state;
    }

    @Override
    void apply(W window, Iterable<E> contents) throws Exception {
      function.apply(currentKey(state), window, contents, collector);
    }
  }

  private static final class ByAllWindowFunction<W extends Window, E, OUT>
      extends WindowEmitter.OfFunction<AllWindowFunction<E, OUT, W>, W, E, OUT> {

    ByAllWindowFunction(AllWindowFunction<E, OUT, W> function, Output<OUT> output) {
      super(function, output);
    }

    @Override
    void apply(W window, Iterable<E> contents) throws Exception {
      function.apply(window, contents, collector);
    }
  }

  private static final class ByProcessFunction<K, W extends Window, E, OUT>
      extends WindowEmitter.OfFunction<ProcessWindowFunction<E, OUT, K, W>, W, E, OUT> {

    private final KeyedStateBackend<K> state;
    private final WindowFunctionContext<W> context;
    private final Context functionContext;

    ByProcessFunction(
        ProcessWindowFunction<E, OUT, K, W> function,
        KeyedStateBackend<K> state,
        WindowFunctionContext<W> context,
        Output<OUT> output) {
      super(function, output);
      this.state = state;
      this.context = context;
      this.functionContext = new Context(function);
    }

    @Override
    void apply(W window, Iterable<E> contents) throws Exception {
      context.setWindow(window);
      function.process(currentKey(state), functionContext, contents, collector);
    }

    @Override
    void clear(W window) throws Exception {
      context.setWindow(window);
      function.clear(functionContext);
    }

    @Override
    boolean hasWindowState() {
      return true;
    }

    private final class Context extends ProcessWindowFunction<E, OUT, K, W>.Context {

      Context(ProcessWindowFunction<E, OUT, K, W> process) {
        process.super();
      }

      @Override
      public W window() {
        return context.window();
      }

      @Override
      public long currentProcessingTime() {
        return context.currentProcessingTime();
      }

      @Override
      public long currentWatermark() {
        return context.currentWatermark();
      }

      @Override
      public KeyedStateStore windowState() {
        return context.windowState();
      }

      @Override
      public KeyedStateStore globalState() {
        return context.globalState();
      }

      @Override
      public <X> void output(OutputTag<X> outputTag, X value) {
        context.output(outputTag, value);
      }
    }
  }

  private static final class ByProcessAllFunction<W extends Window, E, OUT>
      extends WindowEmitter.OfFunction<ProcessAllWindowFunction<E, OUT, W>, W, E, OUT> {

    private final WindowFunctionContext<W> context;
    private final Context functionContext;

    ByProcessAllFunction(
        ProcessAllWindowFunction<E, OUT, W> function,
        WindowFunctionContext<W> context,
        Output<OUT> output) {
      super(function, output);
      this.context = context;
      this.functionContext = new Context(function);
    }

    @Override
    void apply(W window, Iterable<E> contents) throws Exception {
      context.setWindow(window);
      function.process(functionContext, contents, collector);
    }

    @Override
    void clear(W window) throws Exception {
      context.setWindow(window);
      function.clear(functionContext);
    }

    @Override
    boolean hasWindowState() {
      return true;
    }

    private final class Context extends ProcessAllWindowFunction<E, OUT, W>.Context {

      Context(ProcessAllWindowFunction<E, OUT, W> process) {
        process.super();
      }

      @Override
      public W window() {
        return context.window();
      }

      @Override
      public KeyedStateStore windowState() {
        return context.windowState();
      }

      @Override
      public KeyedStateStore globalState() {
        return context.globalState();
      }

      @Override
      public <X> void output(OutputTag<X> outputTag, X value) {
        context.output(outputTag, value);
      }
    }
  }
}
