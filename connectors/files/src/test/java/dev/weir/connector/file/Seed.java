package dev.weir.connector.file;

import java.util.Random;

/** The seed of a random test: of the run before with {@code -Dseed=}, otherwise a new one. */
final class Seed {

  private Seed() {}

  static long next() {
    Long given = Long.getLong("seed");
    return given != null ? given : new Random().nextLong();
  }
}
