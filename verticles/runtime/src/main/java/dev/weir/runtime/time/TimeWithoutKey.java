package dev.weir.runtime.time;

import dev.weir.api.time.TimerService;

/**
 * The timer service of a function on a stream without a key: tells the time, and refuses timers.
 *
 * @param operator named in the refusal
 */
public record TimeWithoutKey(OperatorTime time, String operator) implements TimerService {

  @Override
  public long currentProcessingTime() {
    return time.currentProcessingTime();
  }

  @Override
  public long currentWatermark() {
    return time.currentWatermark();
  }

  @Override
  public void registerProcessingTimeTimer(long at) {
    throw refused("Setting");
  }

  @Override
  public void registerEventTimeTimer(long at) {
    throw refused("Setting");
  }

  @Override
  public void deleteProcessingTimeTimer(long at) {
    throw refused("Deleting");
  }

  @Override
  public void deleteEventTimeTimer(long at) {
    throw refused("Deleting");
  }

  private UnsupportedOperationException refused(String what) {
    return new UnsupportedOperationException(
        what
            + " timers is only supported on keyed streams; the input of the operator "
            + operator
            + " is not keyed: call keyBy(...) before it");
  }
}
