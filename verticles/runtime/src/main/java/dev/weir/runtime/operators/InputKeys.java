package dev.weir.runtime.operators;

import dev.weir.api.functions.KeySelector;
import dev.weir.state.spi.KeyedStateBackend;
import org.jspecify.annotations.Nullable;

/**
 * Makes the two inputs of a two-input operator, which set the current key where the inputs are
 * keyed.
 */
final class InputKeys<IN1, IN2> {

  /** What an operator does with a record of one of its inputs. */
  @FunctionalInterface
  interface RecordProcessor<T> {
    void process(T record, long timestamp) throws Exception;
  }

  private final @Nullable KeySelector<IN1, Object> firstKey;
  private final @Nullable KeySelector<IN2, Object> secondKey;
  private final @Nullable KeyedStateBackend<Object> state;

  private InputKeys(
      @Nullable KeySelector<IN1, Object> firstKey,
      @Nullable KeySelector<IN2, Object> secondKey,
      @Nullable KeyedStateBackend<Object> state) {
    this.firstKey = firstKey;
    this.secondKey = secondKey;
    this.state = state;
  }

  /** Each input is keyed if it has a key selector. */
  @SuppressWarnings("unchecked") // both selectors give keys of the type of the backend
  static <IN1, IN2> InputKeys<IN1, IN2> of(
      @Nullable KeySelector<IN1, ?> firstKey,
      @Nullable KeySelector<IN2, ?> secondKey,
      OperatorContext context) {
    boolean keyed = firstKey != null || secondKey != null;
    return new InputKeys<>(
        (KeySelector<IN1, Object>) firstKey,
        (KeySelector<IN2, Object>) secondKey,
        keyed ? context.<Object>requireKeyedState() : null);
  }

  Input<IN1> first(RecordProcessor<IN1> processor) {
    return input(firstKey, processor);
  }

  Input<IN2> second(RecordProcessor<IN2> processor) {
    return input(secondKey, processor);
  }

  private <T> Input<T> input(
      @Nullable KeySelector<T, Object> keySelector, RecordProcessor<T> processor) {
    if (keySelector == null || state == null) {
      return new Input<>() {
        @Override
        public void process(T record, long timestamp) throws Exception {
          processor.process(record, timestamp);
        }
      };
    }
    return new KeyedInput<>(keySelector, state) {
      @Override
      protected void processKeyed(T record, long timestamp) throws Exception {
        processor.process(record, timestamp);
      }
    };
  }
}
