package dev.weir.runtime.accumulators;

import dev.weir.api.accumulators.Accumulator;
import java.io.Serializable;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;

/**
 * What accumulators have added up at one moment: copies that nobody adds to any more.
 *
 * @param accumulators by name
 * @param failures why there is no value, by name; such a name is not among the others
 */
public record AccumulatorValues(
    Map<String, Accumulator<?, ?>> accumulators, Map<String, String> failures) {

  public static final AccumulatorValues NONE = new AccumulatorValues(Map.of(), Map.of());

  public AccumulatorValues {
    accumulators = Collections.unmodifiableMap(new LinkedHashMap<>(accumulators));
    failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
  }

  /** Copies live accumulators, by their own {@code clone}. */
  static AccumulatorValues copyOf(Map<String, Accumulator<?, ?>> live) {
    Merging copies = new Merging();
    live.forEach(copies::add);
    return copies.values();
  }

  public boolean isEmpty() {
    return accumulators.isEmpty() && failures.isEmpty();
  }

  /** Those of several operators or subtasks as one; none of them changes. */
  public static AccumulatorValues merge(Iterable<AccumulatorValues> parts) {
    Merging merging = new Merging();
    for (AccumulatorValues part : parts) {
      part.accumulators().forEach(merging::add);
      part.failures().forEach(merging::fail);
    }
    return merging.values();
  }

  /** What programs are given, by name. */
  public Map<String, Object> results() {
    Map<String, Object> results = new HashMap<>();
    accumulators.forEach((name, accumulator) -> results.put(name, accumulator.getLocalValue()));
    return results;
  }

  /** Accumulators come from programs: what they throw is no concern of the job. */
  private static final class Merging {

    private final Map<String, Accumulator<?, ?>> merged = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

    void add(String name, Accumulator<?, ?> accumulator) {
      if (failures.containsKey(name)) {
        return;
      }
      try {
        Accumulator<?, ?> there = merged.get(name);
        if (there == null) {
          merged.put(name, accumulator.clone());
        } else if (there.getClass() == accumulator.getClass()) {
          mergeOfOneClass(there, accumulator);
        } else {
          fail(
              name,
              "one subtask has a %s under this name, another one a %s"
                  .formatted(there.getClass().getName(), accumulator.getClass().getName()));
        }
      } catch (RuntimeException e) {
        fail(name, "a " + accumulator.getClass().getName() + " cannot be merged: " + e);
      }
    }

    @SuppressWarnings("unchecked") // both are of one class
    private static <V, R extends Serializable> void mergeOfOneClass(
        Accumulator<V, R> there, Accumulator<?, ?> other) {
      there.merge((Accumulator<V, R>) other);
    }

    void fail(String name, String why) {
      merged.remove(name);
      failures.putIfAbsent(name, why);
    }

    AccumulatorValues values() {
      for (Entry<String, Accumulator<?, ?>> entry : Map.copyOf(merged).entrySet()) {
        if (hasNoResult(entry.getValue())) {
          fail(entry.getKey(), "its value is null");
        }
      }
      return new AccumulatorValues(merged, failures);
    }

    /** Nothing keeps an accumulator of a program from returning null. */
    private static boolean hasNoResult(Accumulator<?, ?> accumulator) {
      Object result = accumulator.getLocalValue();
      return result == null;
    }
  }
}
