package dev.weir.protocol.watermark;

import java.util.HashMap;
import java.util.Map;

/**
 * How far readers of a group may go: as far as the slowest of those who have reported, and the
 * drift that is allowed on top.
 */
public final class WatermarkAlignment {

  private final long maxDrift;
  private final Map<String, Long> reported = new HashMap<>();

  /**
   * @param maxDrift in milliseconds
   */
  public WatermarkAlignment(long maxDrift) {
    if (maxDrift < 0) {
      throw new IllegalArgumentException("a drift is not negative, found " + maxDrift);
    }
    this.maxDrift = maxDrift;
  }

  /**
   * Somebody has come this far.
   *
   * @param watermark {@code Long.MAX_VALUE} of those that are idle or have ended
   */
  public void onReport(String reporter, long watermark) {
    reported.put(reporter, watermark);
  }

  /** The lowest of what was reported; {@code Long.MAX_VALUE} if nobody holds others back. */
  public long lowest() {
    long lowest = Long.MAX_VALUE;
    for (long watermark : reported.values()) {
      lowest = Math.min(lowest, watermark);
    }
    return lowest;
  }

  /** The highest watermark to go on with; {@code Long.MAX_VALUE}: nobody need wait. */
  public long maxAllowed() {
    long lowest = lowest();
    return lowest > Long.MAX_VALUE - maxDrift ? Long.MAX_VALUE : lowest + maxDrift;
  }
}
