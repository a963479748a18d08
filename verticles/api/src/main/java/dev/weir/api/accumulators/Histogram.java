package dev.weir.api.accumulators;

import java.util.Map;
import java.util.TreeMap;

/** Counts how often each number was added. For few different numbers: each takes memory. */
public final class Histogram implements Accumulator<Integer, TreeMap<Integer, Integer>> {

  private static final long serialVersionUID = 1L;

  private final TreeMap<Integer, Integer> counts;

  /** Begins with no number. */
  public Histogram() {
    this(Map.of());
  }

  private Histogram(Map<Integer, Integer> counts) {
    this.counts = new TreeMap<>(counts);
  }

  @Override
  public void add(Integer value) {
    counts.merge(value, 1, Integer::sum);
  }

  @Override
  public TreeMap<Integer, Integer> getLocalValue() {
    return counts;
  }

  @Override
  public void resetLocal() {
    counts.clear();
  }

  @Override
  public void merge(Accumulator<Integer, TreeMap<Integer, Integer>> other) {
    other.getLocalValue().forEach((value, count) -> counts.merge(value, count, Integer::sum));
  }

  @Override
  public Histogram clone() {
    return new Histogram(counts);
  }

  @Override
  public String toString() {
    return "Histogram " + counts;
  }
}
