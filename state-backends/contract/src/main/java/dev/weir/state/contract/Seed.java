package dev.weir.state.contract;

import java.util.Random;

/** The seed of a random test: printed, and given again with {@code -Dseed=}. */
public record Seed(long value, Random random) {

  public Seed(long value) {
    this(value, new Random(value));
  }

  /** The seed in {@code -Dseed}, or a new one. */
  public static Seed fromSystemProperty() {
    Long given = Long.getLong("seed");
    Seed seed = new Seed(given != null ? given : System.nanoTime());
    System.out.println("replay with -Dseed=" + seed.value());
    return seed;
  }
}
