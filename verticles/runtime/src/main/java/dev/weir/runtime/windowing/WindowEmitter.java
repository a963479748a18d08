package dev.weir.runtime.windowing;

import dev.weir.api.functions.Function;
import dev.weir.api.windowing.windows.Window;
import dev.weir.runtime.operators.Output;
import dev.weir.runtime.operators.TimestampedCollector;
import java.util.List;

/**
 * Makes results of the contents of a window that fires. The key of the window is the current one.
 *
 * @param <E> what the window holds
 */
abstract class WindowEmitter<W extends Window, E, OUT> {

  /** Gives results the timestamp of the window. */
  final TimestampedCollector<OUT> collector;

  WindowEmitter(Output<OUT> output) {
    this.collector = new TimestampedCollector<>(output);
  }

  /** The window fires with these contents. */
  final void emit(W window, Iterable<E> contents) throws Exception {
    collector.setTimestamp(window.maxTimestamp());
    apply(window, contents);
  }

  /** The window fires with one value. */
  void emitOne(W window, E value) throws Exception {
    emit(window, List.of(value));
  }

  abstract void apply(W window, Iterable<E> contents) throws Exception;

  /** The window is gone. */
  void clear(W window) throws Exception {}

  /** Whether {@link #clear} has something to do. */
  boolean hasWindowState() {
    return false;
  }

  /** The contents are the result. */
  static final class PassThrough<W extends Window, E> extends WindowEmitter<W, E, E> {

    PassThrough(Output<E> output) {
      super(output);
    }

    @Override
    void emitOne(W window, E value) {
      collector.setTimestamp(window.maxTimestamp());
      collector.collect(value);
    }

    @Override
    void apply(W window, Iterable<E> contents) {
      for (E value : contents) {
        collector.collect(value);
      }
    }
  }

  /** A function of the program, whose life is the operator's business. */
  abstract static class OfFunction<F extends Function, W extends Window, E, OUT>
      extends WindowEmitter<W, E, OUT> {

    final F function;

    OfFunction(F function, Output<OUT> output) {
      super(output);
      this.function = function;
    }
  }
}
