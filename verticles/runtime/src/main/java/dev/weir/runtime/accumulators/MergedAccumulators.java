package dev.weir.runtime.accumulators;

import dev.weir.api.accumulators.Accumulator;
import dev.weir.protocol.EncodedAccumulator;
import dev.weir.protocol.EncodedAccumulators;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What all subtasks of a job have added up together.
 *
 * @param encoded the values
 * @param texts each value as its accumulator shows it, by name; nothing of those that have none
 */
public record MergedAccumulators(EncodedAccumulators encoded, Map<String, String> texts) {

  public static final MergedAccumulators NONE =
      new MergedAccumulators(EncodedAccumulators.NONE, Map.of());

  public MergedAccumulators {
    texts = Map.copyOf(texts);
  }

  /** Runs code of the program: not to be called on an event loop. */
  public static MergedAccumulators of(Collection<EncodedAccumulators> parts) {
    AccumulatorValues merged =
        AccumulatorValues.merge(parts.stream().map(AccumulatorFormat::decode).toList());
    Map<String, String> texts = new LinkedHashMap<>();
    merged.accumulators().forEach((name, accumulator) -> texts.put(name, textOf(accumulator)));
    return new MergedAccumulators(AccumulatorFormat.encode(merged), texts);
  }

  private static String textOf(Accumulator<?, ?> accumulator) {
    try {
      return String.valueOf(accumulator);
    } catch (RuntimeException e) {
      return "%s, which cannot be shown: %s".formatted(accumulator.getClass().getName(), e);
    }
  }

  /** With as many of the values as there is room for; {@link EncodedAccumulators#within}. */
  public MergedAccumulators within(long bytes) {
    EncodedAccumulators fitting = encoded.within(bytes);
    Map<String, String> left = new LinkedHashMap<>(texts);
    left.keySet().removeIf(name -> fitting.byName().get(name) instanceof EncodedAccumulator.Failed);
    return new MergedAccumulators(fitting, left);
  }
}
