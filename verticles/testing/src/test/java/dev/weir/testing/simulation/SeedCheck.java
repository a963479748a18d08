package dev.weir.testing.simulation;

import java.util.function.LongFunction;

/**
 * Runs seeds for a test that sees nothing of the simulator but this: it has a loader of its own.
 */
public final class SeedCheck implements LongFunction<String> {

  /** What is violated; empty if nothing is. */
  @Override
  public String apply(long seed) {
    return Simulation.run(Scenario.of(seed)).violation().map(Violation::toString).orElse("");
  }
}
