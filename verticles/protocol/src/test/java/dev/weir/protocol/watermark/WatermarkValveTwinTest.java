package dev.weir.protocol.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The valve against one that looks at all channels after each event. */
class WatermarkValveTwinTest {

  private static final int SCHEDULES = 20_000;
  private static final int EVENTS = 60;

  @Test
  void the_valve_does_what_a_slow_and_plain_one_does() {
    long first = Long.getLong("seed", 1);
    long last = System.getProperty("seed") == null ? SCHEDULES : first;
    for (long seed = first; seed <= last; seed++) {
      run(seed);
    }
  }

  private static void run(long seed) {
    Random random = new Random(seed);
    int channels = 1 + random.nextInt(4);
    WatermarkValve valve = new WatermarkValve(channels);
    PlainValve plain = new PlainValve(channels);
    for (int event = 0; event < EVENTS; event++) {
      int channel = random.nextInt(channels);
      long before = valve.watermark();
      String what;
      switch (random.nextInt(6)) {
        case 0 -> {
          what = "idle";
          valve.onIdle(channel);
          plain.idle(channel);
        }
        case 1 -> {
          what = "active";
          valve.onActive(channel);
          plain.active(channel);
        }
        default -> {
          long watermark = random.nextInt(40);
          what = "watermark " + watermark;
          valve.onWatermark(channel, watermark);
          plain.watermark(channel, watermark);
        }
      }
      assertThat(valve.watermark())
          .as("seed %d, event %d: %s on channel %d", seed, event, what, channel)
          .isEqualTo(plain.output)
          .isGreaterThanOrEqualTo(before);
      assertThat(valve.isIdle()).isEqualTo(plain.allIdle());
    }
  }

  /** The rules of Flink's valve, written down as they are told. */
  private static final class PlainValve {
    private final long[] watermarks;
    private final boolean[] idle;
    private final boolean[] aligned;
    private long output = Long.MIN_VALUE;

    PlainValve(int channels) {
      watermarks = new long[channels];
      idle = new boolean[channels];
      aligned = new boolean[channels];
      for (int i = 0; i < channels; i++) {
        watermarks[i] = Long.MIN_VALUE;
        aligned[i] = true;
      }
    }

    boolean allIdle() {
      for (boolean one : idle) {
        if (!one) {
          return false;
        }
      }
      return true;
    }

    void watermark(int channel, long watermark) {
      if (idle[channel] || watermark <= watermarks[channel]) {
        return;
      }
      watermarks[channel] = watermark;
      aligned[channel] |= watermark >= output;
      lowestOfAligned();
    }

    void idle(int channel) {
      if (idle[channel]) {
        return;
      }
      idle[channel] = true;
      aligned[channel] = false;
      boolean heldBack = watermarks[channel] == output;
      if (heldBack && allIdle()) {
        for (long watermark : watermarks) {
          output = Math.max(output, watermark);
        }
      } else if (heldBack) {
        lowestOfAligned();
      }
    }

    void active(int channel) {
      if (idle[channel]) {
        idle[channel] = false;
        aligned[channel] = watermarks[channel] >= output;
      }
    }

    private void lowestOfAligned() {
      long lowest = Long.MAX_VALUE;
      boolean any = false;
      for (int i = 0; i < watermarks.length; i++) {
        if (aligned[i]) {
          any = true;
          lowest = Math.min(lowest, watermarks[i]);
        }
      }
      if (any && lowest > output) {
        output = lowest;
      }
    }
  }
}
