package dev.weir.runtime.jobs;

import java.util.Random;

/** Randomness that can be replayed with {@code -Dseed=}. */
public final class Seeds {

  private Seeds() {}

  public static long seed(String test) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println(test + ": -Dseed=" + seed);
    return seed;
  }

  public static Random random(String test) {
    return new Random(seed(test));
  }
}
