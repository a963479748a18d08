package dev.weir.config;

import java.time.Duration;

/** Conditions that options hold to at birth; each names the key when it is broken. */
final class Require {

  private Require() {}

  static void atLeast(String key, int value, int least) {
    that(value >= least, key, value, "at least " + least);
  }

  static void between(String key, int value, int least, int most) {
    that(value >= least && value <= most, key, value, "from " + least + " to " + most);
  }

  static void atLeast(String key, Duration value, Duration least) {
    that(
        value.compareTo(least) >= 0,
        key,
        DurationText.format(value),
        "at least " + DurationText.format(least));
  }

  static void notBlank(String key, String value, String expected) {
    that(!value.isBlank(), key, value, expected);
  }

  static void that(boolean holds, String key, Object found, String expected) {
    if (!holds) {
      throw new InvalidOptionException(key, found, expected);
    }
  }
}
