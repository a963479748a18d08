package dev.weir.runtime.operators;

import dev.weir.api.functions.KeySelector;
import dev.weir.api.functions.ReduceFunction;
import dev.weir.api.graph.OperatorSpec.KeyedReduceSpec;
import dev.weir.api.spi.FunctionCopy;
import dev.weir.runtime.time.InternalTimerService;
import dev.weir.runtime.time.Triggerable;
import dev.weir.state.ValueState;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.TypeSerializer;
import dev.weir.state.spi.ValueStateSpec;
import dev.weir.state.spi.VoidNamespace;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reduces the records of a key into one, and emits it at the end of the input, with the last
 * timestamp there is. A timer for the end of event time is what emits: once it has fired it is in
 * no snapshot any more, so no result is emitted twice.
 */
final class FinalReduceOperator<K, T> extends FunctionOperator<ReduceFunction<T>, T>
    implements Triggerable<VoidNamespace> {

  private final KeySelector<T, K> keySelector;
  private final KeyedStateBackend<K> keyedState;
  private final ValueState<T> reduced;
  private final TypeSerializer<T> serializer;
  private final boolean copies;
  private @Nullable InternalTimerService<VoidNamespace> timers;

  FinalReduceOperator(KeyedReduceSpec<T, K> spec, OperatorContext context, Output<T> output) {
    super(spec.function(), context, output);
    this.serializer = spec.type().createSerializer();
    this.copies = spec.aggregation() == null && !serializer.isImmutable();
    this.keySelector = FunctionCopy.of(spec.keyedBy().selector());
    this.keyedState = context.requireKeyedState();
    this.reduced = keyedState.valueState(new ValueStateSpec<>("reduced", serializer, null));
  }

  @Override
  public void open() throws Exception {
    timers = timerService("final-results", VoidNamespace.SERIALIZER, this);
    super.open();
  }

  @Override
  public Input<T> input(int index) {
    return new KeyedInput<>(keySelector, keyedState) {
      @Override
      protected void processKeyed(T record, long timestamp) throws Exception {
        T soFar = reduced.value();
        if (soFar == null) {
          emitAtTheEnd();
          // The function may change its first argument, which others may have got too.
          reduced.update(copies ? serializer.copy(record) : record);
        } else {
          reduced.update(function.reduce(soFar, record));
        }
      }
    };
  }

  private void emitAtTheEnd() {
    Objects.requireNonNull(timers, "the operator is not open")
        .registerEventTimeTimer(VoidNamespace.INSTANCE, Long.MAX_VALUE);
  }

  @Override
  public void onEventTime(long end, VoidNamespace namespace) throws Exception {
    T result = reduced.value();
    if (result != null) {
      reduced.clear();
      output.collect(result, end);
    }
  }

  @Override
  public void onProcessingTime(long at, VoidNamespace namespace) {
    throw new IllegalStateException("final results do not wait for the clock");
  }
}
