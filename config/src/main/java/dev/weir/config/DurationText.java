package dev.weir.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them: {@code 500ms}, {@code 10s}, {@code 5 min}. */
final class DurationText {

  static final String EXPECTED = "a duration such as 500ms, 10s or 5 min";

  private static final Pattern FORM = Pattern.compile("(\\d{1,18}) *([a-z]*)");

  private DurationText() {}

  /** The duration, or empty if the text is none: a unit is required, except after 0. */
  static Optional<Duration> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    if (amount == 0 && matcher.group(2).isEmpty()) {
      return Optional.of(Duration.ZERO);
    }
    ChronoUnit unit = unit(matcher.group(2));
    return unit == null ? Optional.empty() : inNanos(amount, unit);
  }

  /** Text that {@link #parse} turns into the same duration. */
  static String format(Duration duration) {
    if (duration.toNanosPart() % 1_000_000 != 0) {
      return duration.toNanos() + "ns";
    }
    return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
  }

  /** Longer ones would overflow where the engine counts in nanoseconds. */
  private static Optional<Duration> inNanos(long amount, ChronoUnit unit) {
    try {
      return Optional.of(
          Duration.ofNanos(Math.multiplyExact(amount, unit.getDuration().toNanos())));
    } catch (ArithmeticException tooLong) {
      return Optional.empty();
    }
  }

  private static @Nullable ChronoUnit unit(String name) {
    return switch (name) {
      case "ns", "nano", "nanos", "nanosecond", "nanoseconds" -> ChronoUnit.NANOS;
      case "us", "micro", "micros", "microsecond", "microseconds" -> ChronoUnit.MICROS;
      case "ms", "milli", "millis", "millisecond", "milliseconds" -> ChronoUnit.MILLIS;
      case "s", "sec", "secs", "second", "seconds" -> ChronoUnit.SECONDS;
      case "m", "min", "minute", "minutes" -> ChronoUnit.MINUTES;
      case "h", "hour", "hours" -> ChronoUnit.HOURS;
      case "d", "day", "days" -> ChronoUnit.DAYS;
      default -> null;
    };
  }
}
