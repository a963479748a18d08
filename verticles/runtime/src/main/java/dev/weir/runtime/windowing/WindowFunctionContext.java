package dev.weir.runtime.windowing;

import dev.weir.api.OutputTag;
import dev.weir.api.functions.KeyedStateStore;
import dev.weir.api.windowing.windows.Window;
import dev.weir.runtime.operators.OperatorContext;
import dev.weir.runtime.state.FunctionContext;
import dev.weir.runtime.state.NamespaceStateStore;
import dev.weir.runtime.time.InternalTimerService;
import dev.weir.state.spi.TypeSerializer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What process functions may ask, for the window that is set. */
final class WindowFunctionContext<W extends Window> {

  private final OperatorContext operator;
  private final InternalTimerService<?> time;
  private final KeyedStateStore globalState;
  private final @Nullable NamespaceStateStore<W> windowState;
  private @Nullable W window;

  /**
   * @param merging whether windows merge: then they have no state of their own
   */
  WindowFunctionContext(
      OperatorContext operator,
      InternalTimerService<?> time,
      TypeSerializer<W> windows,
      boolean merging) {
    this.operator = operator;
    this.time = time;
    this.globalState = new FunctionContext(operator);
    this.windowState =
        merging
            ? null
            : new NamespaceStateStore<>(
                operator.requireKeyedState().namespaced("window", windows), "window.");
  }

  void setWindow(W newWindow) {
    window = newWindow;
    if (windowState != null) {
      windowState.setCurrentNamespace(newWindow);
    }
  }

  W window() {
    return Objects.requireNonNull(window, "no window is being processed");
  }

  long currentProcessingTime() {
    return time.currentProcessingTime();
  }

  long currentWatermark() {
    return time.currentWatermark();
  }

  KeyedStateStore windowState() {
    if (windowState == null) {
      throw new UnsupportedOperationException(
          "Per-window state is not there for windows that merge ("
              + operator.taskInfo().getTaskName()
              + "): it would have to be merged too. Use globalState()");
    }
    return windowState;
  }

  KeyedStateStore globalState() {
    return globalState;
  }

  <X> void output(OutputTag<X> tag, X value) {
    operator.sideOutputs().collect(tag, value, window().maxTimestamp());
  }
}
