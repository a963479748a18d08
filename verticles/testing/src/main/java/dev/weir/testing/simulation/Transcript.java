package dev.weir.testing.simulation;

/** What happened, in words. */
final class Transcript {

  private final StringBuilder text = new StringBuilder();

  void line(long micros, String what) {
    text.append("%5d.%03d ms  %s%n".formatted(micros / 1_000, micros % 1_000, what));
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
