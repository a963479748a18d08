package dev.weir.protocol.watermark;

import java.util.Arrays;

/**
 * Makes one watermark out of those of many channels: the lowest of the channels that count. (The
 * rules are those of Apache Flink's StatusWatermarkValve.)
 *
 * <p>A channel counts while it is <em>aligned</em>: active, and not behind what has been put out.
 *
 * <pre>
 *   channel   | event                            | becomes   | output
 *   ----------+----------------------------------+-----------+---------------------------------------
 *   aligned   | higher watermark                 | aligned   | lowest of the aligned, if it rose
 *   aligned   | idle, others active              | idle      | lowest of the aligned, if it rose
 *   any       | idle, the last that was active   | idle      | highest of all, if this one held back;
 *             |                                  |           | then idle
 *   idle      | watermark                        | idle      | none: it is ignored
 *   idle      | active, not behind the output    | aligned   | active, if all were idle
 *   idle      | active, behind the output        | unaligned | active, if all were idle
 *   unaligned | watermark, still behind          | unaligned | none
 *   unaligned | watermark, has caught up         | aligned   | lowest of the aligned, if it rose
 *   any       | ended                            | aligned   | as active, then watermark MAX
 * </pre>
 *
 * <p>Compare {@link #watermark()} and {@link #isIdle()} before and after an event. What has changed
 * goes on in this order: active, watermark, idle. The watermark never goes back.
 */
public final class WatermarkValve {

  /** No watermark yet. */
  public static final long NONE = Long.MIN_VALUE;

  /** After this nothing comes. */
  public static final long MAX = Long.MAX_VALUE;

  private final long[] watermarks;
  private final boolean[] active;
  private final boolean[] aligned;
  private int activeChannels;
  private long watermark = NONE;

  /** Whether the lowest of the aligned may be higher than the output: one woke that is ahead. */
  private boolean mayRise;

  /**
   * @param channels all active at first, without a watermark
   */
  public WatermarkValve(int channels) {
    if (channels < 1) {
      throw new IllegalArgumentException("a valve has at least 1 channel, found " + channels);
    }
    watermarks = new long[channels];
    active = new boolean[channels];
    aligned = new boolean[channels];
    Arrays.fill(watermarks, NONE);
    Arrays.fill(active, true);
    Arrays.fill(aligned, true);
    activeChannels = channels;
  }

  /** What has been put out; {@link #NONE} before the first. */
  public long watermark() {
    return watermark;
  }

  /** Whether all channels are idle. */
  public boolean isIdle() {
    return activeChannels == 0;
  }

  /** A channel says that its event time has come this far. */
  public void onWatermark(int channel, long value) {
    if (!active[channel] || value <= watermarks[channel]) {
      return;
    }
    boolean heldBack = watermarks[channel] == watermark; // else it is not the lowest
    watermarks[channel] = value;
    boolean caughtUp = !aligned[channel] && value >= watermark;
    if (caughtUp) {
      aligned[channel] = true;
    }
    if (caughtUp || mayRise || heldBack) {
      riseToLowestOfAligned();
    }
  }

  /** A channel says that nothing will come until further notice. */
  public void onIdle(int channel) {
    if (!active[channel]) {
      return;
    }
    active[channel] = false;
    aligned[channel] = false;
    activeChannels--;
    if (watermarks[channel] != watermark) {
      return;
    }
    if (activeChannels == 0) {
      for (long candidate : watermarks) {
        watermark = Math.max(watermark, candidate);
      }
    } else {
      riseToLowestOfAligned();
    }
  }

  /** A channel says that it is no longer idle. */
  public void onActive(int channel) {
    if (active[channel]) {
      return;
    }
    active[channel] = true;
    activeChannels++;
    aligned[channel] = watermarks[channel] >= watermark;
    mayRise |= watermarks[channel] > watermark;
  }

  /** Nothing will come from a channel any more: others need not wait for it. */
  public void onEnded(int channel) {
    onActive(channel);
    onWatermark(channel, MAX);
  }

  private void riseToLowestOfAligned() {
    mayRise = false;
    long lowest = MAX;
    boolean any = false;
    for (int channel = 0; channel < watermarks.length; channel++) {
      if (aligned[channel]) {
        any = true;
        lowest = Math.min(lowest, watermarks[channel]);
      }
    }
    if (any && lowest > watermark) {
      watermark = lowest;
    }
  }
}
