package dev.weir.protocol;

import static java.util.Comparator.comparingInt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/**
 * What accumulators have come to, by their names: those of one subtask, or of the whole job.
 *
 * @param byName in the order in which they are shown
 */
public record EncodedAccumulators(Map<String, EncodedAccumulator> byName) {

  public static final EncodedAccumulators NONE = new EncodedAccumulators(Map.of());

  public EncodedAccumulators {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  public boolean isEmpty() {
    return byName.isEmpty();
  }

  /** What they take together, roughly, in bytes. */
  public long size() {
    return byName.entrySet().stream().mapToLong(EncodedAccumulators::sizeOf).sum();
  }

  private static long sizeOf(Entry<String, EncodedAccumulator> entry) {
    return (long) entry.getKey().length() + entry.getValue().size();
  }

  /**
   * As many of the values as there is room for. The largest make room first: where they were stands
   * why they are not there.
   *
   * @param bytes what the values that stay may take together
   */
  public EncodedAccumulators within(long bytes) {
    long all = size();
    if (all <= bytes) {
      return this;
    }
    Map<String, EncodedAccumulator> fitting = new LinkedHashMap<>(byName);
    List<Entry<String, EncodedAccumulator>> largestFirst =
        byName.entrySet().stream()
            .filter(entry -> entry.getValue() instanceof EncodedAccumulator.Written)
            .sorted(
                comparingInt((Entry<String, EncodedAccumulator> entry) -> entry.getValue().size())
                    .reversed())
            .toList();
    long left = all;
    for (Entry<String, EncodedAccumulator> entry : largestFirst) {
      if (left <= bytes) {
        break;
      }
      left -= sizeOf(entry);
      fitting.put(
          entry.getKey(),
          new EncodedAccumulator.Failed(
              "it takes %d bytes; of a job that has ended %d bytes are kept for all accumulators"
                  .formatted(entry.getValue().size(), bytes)));
    }
    return new EncodedAccumulators(fitting);
  }
}
