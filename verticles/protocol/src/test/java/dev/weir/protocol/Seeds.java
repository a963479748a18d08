package dev.weir.protocol;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Runs random tests so that each failure says how to see it again: {@code -Dseed=}. */
public final class Seeds {

  private Seeds() {}

  /** Runs a test with {@code count} seeds, or with the one that is given. */
  public static void forEach(int count, Consumer<RandomGenerator> test) {
    Long given = Long.getLong("seed");
    if (given != null) {
      run(given, test);
      return;
    }
    long first = System.nanoTime();
    System.out.println("seeds " + first + " to " + (first + count - 1));
    for (long seed = first; seed < first + count; seed++) {
      run(seed, test);
    }
  }

  private static void run(long seed, Consumer<RandomGenerator> test) {
    try {
      test.accept(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("replay with -Dseed=" + seed + ": " + e.getMessage(), e);
    }
  }
}
