package dev.weir.runtime.operators;

import dev.weir.api.time.TimerService;

/** The timer service of an operator without timers: tells the time and refuses timers. */
final class NoTimers implements TimerService {

  private final String operator;

  NoTimers(String operator) {
    this.operator = operator;
  }

  @Override
  public long currentProcessingTime() {
    return System.currentTimeMillis();
  }

  @Override
  public long currentWatermark() {
    return Long.MIN_VALUE;
  }

  @Override
  public void registerProcessingTimeTimer(long time) {
    throw refused();
  }

  @Override
  public void registerEventTimeTimer(long time) {
    throw refused();
  }

  @Override
  public void deleteProcessingTimeTimer(long time) {
    throw refused();
  }

  @Override
  public void deleteEventTimeTimer(long time) {
    throw refused();
  }

  private UnsupportedOperationException refused() {
    return new UnsupportedOperationException(
        "the operator " + operator + " asked for a timer; this version of Weir has none yet");
  }
}
