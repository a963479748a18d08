package dev.weir.testing.simulation;

import java.util.function.LongFunction;

/** Runs a seed, and makes it small if it violates an invariant. */
public final class ShrunkTranscript implements LongFunction<String> {

  /** The transcript; empty if all is well. */
  @Override
  public String apply(long seed) {
    Outcome outcome = Simulation.run(Scenario.of(seed));
    return outcome.violation().isEmpty() ? "" : Shrinker.shrink(outcome).transcript();
  }
}
