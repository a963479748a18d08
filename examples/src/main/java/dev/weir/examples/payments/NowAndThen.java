package dev.weir.examples.payments;

import dev.weir.api.functions.FilterFunction;
import java.time.Duration;

/** Lets an alert through and then none for a while, so that a terminal can be read. */
final class NowAndThen implements FilterFunction<Alert> {

  private static final long serialVersionUID = 1L;

  private final long pauseNanos;
  private transient long lastAt;
  private transient boolean any;

  NowAndThen(Duration pause) {
    this.pauseNanos = pause.toNanos();
  }

  @Override
  public boolean filter(Alert alert) {
    long now = System.nanoTime();
    if (any && now - lastAt < pauseNanos) {
      return false;
    }
    any = true;
    lastAt = now;
    return true;
  }
}
