package dev.weir.api.types;

import java.util.Random;

/** Randomness that can be replayed with {@code -Dseed=}. */
final class Seeds {

  private Seeds() {}

  static Random random(String test) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println(test + ": -Dseed=" + seed);
    return new Random(seed);
  }
}
