package dev.weir.api.accumulators;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects values. Those of different subtasks come in no order. All of them are held in memory and
 * are a part of the result: for few values.
 *
 * @param <T> the type of the values
 */
public final class ListAccumulator<T> implements Accumulator<T, ArrayList<T>> {

  private static final long serialVersionUID = 1L;

  private final ArrayList<T> values;

  /** Begins with no value. */
  public ListAccumulator() {
    this(List.of());
  }

  private ListAccumulator(List<T> values) {
    this.values = new ArrayList<>(values);
  }

  @Override
  public void add(T value) {
    values.add(value);
  }

  @Override
  public ArrayList<T> getLocalValue() {
    return values;
  }

  @Override
  public void resetLocal() {
    values.clear();
  }

  @Override
  public void merge(Accumulator<T, ArrayList<T>> other) {
    values.addAll(other.getLocalValue());
  }

  @Override
  public ListAccumulator<T> clone() {
    return new ListAccumulator<>(values);
  }

  @Override
  public String toString() {
    return "ListAccumulator " + values;
  }
}
