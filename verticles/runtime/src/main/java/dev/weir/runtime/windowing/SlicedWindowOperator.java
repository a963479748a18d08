package dev.weir.runtime.windowing;

import dev.weir.api.functions.Function;
import dev.weir.api.functions.KeySelector;
import dev.weir.api.graph.OperatorSpec.WindowSpec;
import dev.weir.api.spi.FunctionCopy;
import dev.weir.api.windowing.assigners.AlignedWindowAssigner;
import dev.weir.api.windowing.windows.TimeWindow;
import dev.weir.runtime.operators.FunctionOperator;
import dev.weir.runtime.operators.Input;
import dev.weir.runtime.operators.KeyedInput;
import dev.weir.runtime.operators.OperatorContext;
import dev.weir.runtime.operators.Output;
import dev.weir.runtime.time.InternalTimerService;
import dev.weir.runtime.time.Triggerable;
import dev.weir.state.spi.KeyedStateBackend;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The operator of aligned windows that are made of slices; {@link SlicedWindowing} does the work.
 */
final class SlicedWindowOperator<K, T, ACC, E, OUT> extends FunctionOperator<Function, OUT>
    implements Triggerable<SliceTimer> {

  private final WindowSpec<T, K, E, OUT, TimeWindow> spec;
  private final AlignedWindowAssigner assigner;
  private final Accumulation<T, ACC, E> accumulation;
  private final KeySelector<T, K> keySelector;
  private @Nullable SlicedWindowing<T, ACC, E> windowing;

  SlicedWindowOperator(
      WindowSpec<T, K, E, OUT, TimeWindow> spec,
      AlignedWindowAssigner assigner,
      Accumulation<T, ACC, E> accumulation,
      OperatorContext context,
      Output<OUT> output) {
    super(spec.result().function(), context, output);
    this.spec = spec;
    this.assigner = assigner;
    this.accumulation = accumulation;
    this.keySelector = FunctionCopy.of(spec.keyedBy().selector());
  }

  @Override
  public void open() throws Exception {
    KeyedStateBackend<K> state = context.requireKeyedState();
    InternalTimerService<SliceTimer> timers =
        timerService("window-slices", SliceTimer.SERIALIZER, this);
    windowing =
        new SlicedWindowing<>(
            assigner,
            assigner.isEventTime() && spec.allowedLateness() > 0,
            timers,
            new Lateness(assigner.isEventTime(), spec.allowedLateness(), timers),
            new LateRecords<>(spec.lateDataTag(), context),
            accumulation,
            WindowEmitters.of(
                spec.result(),
                function,
                state,
                new WindowFunctionContext<>(context, timers, spec.windowSerializer(), false),
                output),
            state);
    super.open();
  }

  private SlicedWindowing<T, ACC, E> windowing() {
    return Objects.requireNonNull(windowing, "the operator is not open");
  }

  @Override
  public Input<?> input(int index) {
    return WindowOperators.aggregatesLocally(spec) ? ofRecordsAndPartials() : ofRecords();
  }

  private Input<T> ofRecords() {
    return new KeyedInput<>(keySelector, context.<K>requireKeyedState()) {
      @Override
      protected void processKeyed(T record, long timestamp) throws Exception {
        windowing().process(record, timestamp);
      }
    };
  }

  private Input<Object> ofRecordsAndPartials() {
    return new KeyedInput<>(this::keyOf, context.<K>requireKeyedState()) {
      @Override
      protected void processKeyed(Object record, long timestamp) throws Exception {
        if (record instanceof Partial<?, ?> partial) {
          windowing().merge(accumulatorOf(partial), timestamp);
        } else {
          windowing().process(recordOf(record), timestamp);
        }
      }
    };
  }

  @SuppressWarnings("unchecked") // senders make partials of this operator's keys
  private K keyOf(Object record) throws Exception {
    return record instanceof Partial<?, ?> partial
        ? (K) partial.key()
        : keySelector.getKey(recordOf(record));
  }

  @SuppressWarnings("unchecked") // senders make partials by this operator's accumulation
  private ACC accumulatorOf(Partial<?, ?> partial) {
    return (ACC) partial.accumulator();
  }

  @SuppressWarnings("unchecked") // the graph connects outputs to inputs of their type
  private T recordOf(Object record) {
    return (T) record;
  }

  @Override
  public void onEventTime(long at, SliceTimer what) throws Exception {
    windowing().onTimer(at, what);
  }

  @Override
  public void onProcessingTime(long at, SliceTimer what) throws Exception {
    windowing().onTimer(at, what);
  }

  /** How many late records were dropped since the start of the attempt. */
  long lateRecordsDropped() {
    return windowing().lateRecordsDropped();
  }
}
