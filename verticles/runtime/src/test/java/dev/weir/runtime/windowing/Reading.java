package dev.weir.runtime.windowing;

/**
 * A record of the tests.
 *
 * @param id tells it from others: the number of its arrival
 */
public record Reading(String key, long value, long id) {

  static Reading of(String key, long value) {
    return new Reading(key, value, 0);
  }
}
