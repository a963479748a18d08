package dev.weir.testing.simulation;

import java.util.random.RandomGenerator;

/**
 * A stream of pseudo-random numbers that is the same on every JVM: SplitMix64 (Steele, Lea, Flood:
 * Fast Splittable Pseudorandom Number Generators, 2014).
 */
final class Chance implements RandomGenerator {

  private static final double UNIT = 0x1.0p-53;

  private long state;

  Chance(long seed) {
    state = seed;
  }

  /** A stream of its own for each purpose, so that one does not shift the other. */
  static Chance of(long seed, int purpose) {
    Chance chance = new Chance(seed * 0x5851F42D4C957F2DL + purpose * 0x14057B7EF767814FL);
    chance.nextLong();
    return chance;
  }

  @Override
  public long nextLong() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Override
  public double nextDouble() {
    return (nextLong() >>> 11) * UNIT;
  }

  /** From 0 to {@code bound} - 1. */
  int below(int bound) {
    return (int) ((nextLong() >>> 33) % bound);
  }

  /** Both included. */
  long between(long low, long high) {
    return low + (nextLong() >>> 1) % (high - low + 1);
  }

  boolean happens(double probability) {
    return nextDouble() < probability;
  }
}
