package dev.weir.testing.simulation;

import java.util.function.LongFunction;

/**
 * As {@link SeedCheck}, in a cluster that falls apart again and again, over storage that is slow
 * and may lose what is not synced, with nodes that stand still: what this brings about is rare
 * otherwise.
 */
public final class TornClusterCheck implements LongFunction<String> {

  /** What is violated; empty if nothing is. */
  @Override
  public String apply(long seed) {
    return Simulation.run(Scenario.of(seed).with(faults(seed)))
        .violation()
        .map(Violation::toString)
        .orElse("");
  }

  private static Faults faults(long seed) {
    boolean even = seed % 2 == 0;
    return new Faults(
        0,
        0,
        0,
        0,
        0,
        seed % 3 == 0 ? 0.3 : 0.08,
        even ? 0.05 : 0,
        0,
        0.02,
        seed % 5 < 3 ? 0.08 : 0.02,
        0.01,
        even ? 0.05 : 0,
        0.02,
        seed % 7 == 0 ? 0.002 : 0,
        0,
        0,
        seed % 4 == 0 ? 0.04 : 0.12);
  }
}
