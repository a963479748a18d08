package dev.weir.runtime.accumulators;

import dev.weir.api.accumulators.Accumulator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The accumulators of one operator in one subtask. For the thread of the subtask only.
 *
 * <p>Operators of a chain have accumulators of their own, so that a program means the same whether
 * they are chained or not.
 */
public final class OperatorAccumulators {

  private final String operator;
  private final Map<String, Accumulator<?, ?>> byName = new LinkedHashMap<>();

  /**
   * @param operator its name, for messages
   */
  public OperatorAccumulators(String operator) {
    this.operator = operator;
  }

  /**
   * @throws UnsupportedOperationException if the name is taken
   */
  public void add(String name, Accumulator<?, ?> accumulator) {
    Accumulator<?, ?> taken = byName.putIfAbsent(name, accumulator);
    if (taken != null) {
      throw new UnsupportedOperationException(
          "operator %s already has an accumulator '%s', a %s"
              .formatted(operator, name, taken.getClass().getName()));
    }
  }

  public @Nullable Accumulator<?, ?> get(String name) {
    return byName.get(name);
  }

  /**
   * The accumulator of a name, made if there is none.
   *
   * @throws UnsupportedOperationException if that of the name is of another class
   */
  public <A extends Accumulator<?, ?>> A getOrAdd(String name, Class<A> type, Supplier<A> maker) {
    Accumulator<?, ?> there = byName.computeIfAbsent(name, missing -> maker.get());
    if (!type.isInstance(there)) {
      throw new UnsupportedOperationException(
          "the accumulator '%s' of operator %s is a %s, not a %s"
              .formatted(name, operator, there.getClass().getName(), type.getName()));
    }
    return type.cast(there);
  }

  /** Copies of all of them. */
  public AccumulatorValues values() {
    return byName.isEmpty() ? AccumulatorValues.NONE : AccumulatorValues.copyOf(byName);
  }
}
