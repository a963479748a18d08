package dev.weir.api.time;

/** A clock whose readings mean something only in comparison with each other. */
public interface RelativeClock {

  /** Milliseconds since some moment. */
  long relativeTimeMillis();

  /** Nanoseconds since some moment. */
  long relativeTimeNanos();
}
