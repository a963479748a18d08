package dev.weir.runtime.windowing;

import dev.weir.api.functions.Function;
import dev.weir.api.functions.KeySelector;
import dev.weir.api.graph.OperatorSpec.WindowSpec;
import dev.weir.api.spi.FunctionCopy;
import dev.weir.api.windowing.windows.Window;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.runtime.operators.FunctionOperator;
import dev.weir.runtime.operators.Input;
import dev.weir.runtime.operators.KeyedInput;
import dev.weir.runtime.operators.OperatorContext;
import dev.weir.runtime.operators.Output;
import dev.weir.runtime.time.InternalTimerService;
import dev.weir.runtime.time.Triggerable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The operator of windows of any kind; {@link GenericWindowing} does the work. */
final class WindowOperator<K, T, E, OUT, W extends Window> extends FunctionOperator<Function, OUT>
    implements Triggerable<W> {

  private final WindowSpec<T, K, E, OUT, W> spec;
  private final KeySelector<T, K> keySelector;
  private @Nullable GenericWindowing<T, E, W> windowing;

  WindowOperator(WindowSpec<T, K, E, OUT, W> spec, OperatorContext context, Output<OUT> output) {
    super(spec.result().function(), context, output);
    this.spec = spec;
    this.keySelector = FunctionCopy.of(spec.keyedBy().selector());
  }

  @Override
  public void open() throws Exception {
    InternalTimerService<W> timers =
        timerService("window-timers", spec.windowSerializer().duplicate(), this);
    windowing = GenericWindowing.of(spec, function, context, output, timers);
    super.open();
  }

  @Override
  public void snapshotState(CheckpointBarrier barrier) throws Exception {
    super.snapshotState(barrier);
    windowing().snapshotState();
  }

  private GenericWindowing<T, E, W> windowing() {
    return Objects.requireNonNull(windowing, "the operator is not open");
  }

  @Override
  public Input<T> input(int index) {
    return new KeyedInput<>(keySelector, context.<K>requireKeyedState()) {
      @Override
      protected void processKeyed(T record, long timestamp) throws Exception {
        windowing().process(record, timestamp);
      }
    };
  }

  @Override
  public void onEventTime(long at, W window) throws Exception {
    windowing().onEventTime(at, window);
  }

  @Override
  public void onProcessingTime(long at, W window) throws Exception {
    windowing().onProcessingTime(at, window);
  }

  /** How many late records were dropped since the start of the attempt. */
  long lateRecordsDropped() {
    return windowing().lateRecordsDropped();
  }
}
