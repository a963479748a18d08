package dev.weir.runtime.time;

import static dev.weir.runtime.harness.Emitted.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.graph.KeyedBy;
import dev.weir.api.graph.OperatorSpec.KeyedProcessSpec;
import dev.weir.api.types.Types;
import dev.weir.protocol.watermark.WatermarkValve;
import dev.weir.runtime.harness.Emitted;
import dev.weir.runtime.harness.HarnessMode;
import dev.weir.runtime.harness.OperatorHarness;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Timers of an operator whose watermark is made of those of three channels. */
class ManyChannelsTest {

  private static final String MODES = "dev.weir.runtime.harness.HarnessMode#all";

  /**
   * Channels, their valve and an operator behind it. When the operator is restored the valve begins
   * anew, and each channel tells again where it stands, as the subtasks before it do.
   */
  private static final class Channels implements AutoCloseable {

    private static final int COUNT = 3;

    private final boolean restoring;
    private final OperatorHarness harness;
    private final long[] watermarks = new long[COUNT];
    private final boolean[] idle = new boolean[COUNT];
    private WatermarkValve valve = new WatermarkValve(COUNT);

    Channels(HarnessMode mode) throws Exception {
      restoring = mode.restoring();
      KeyedBy<String, String> keyedBy = new KeyedBy<>(TimerCommands::key, Types.STRING);
      harness =
          OperatorHarness.of(new KeyedProcessSpec<>(new TimerCommands(), keyedBy))
              .keyedBy(keyedBy)
              .in(new HarnessMode(mode.backend(), false))
              .open();
      Arrays.fill(watermarks, WatermarkValve.NONE);
      for (int time = 1; time <= 20; time++) {
        harness.processElement("a:event:" + time, 0);
      }
    }

    Channels watermark(int channel, long value) throws Exception {
      between();
      watermarks[channel] = Math.max(watermarks[channel], value);
      valve.onWatermark(channel, value);
      return forward();
    }

    Channels idle(int channel) throws Exception {
      between();
      idle[channel] = true;
      valve.onIdle(channel);
      return forward();
    }

    Channels active(int channel) throws Exception {
      between();
      idle[channel] = false;
      valve.onActive(channel);
      return forward();
    }

    Channels ended(int channel) throws Exception {
      between();
      idle[channel] = false;
      watermarks[channel] = WatermarkValve.MAX;
      valve.onEnded(channel);
      return forward();
    }

    private void between() throws Exception {
      if (!restoring) {
        return;
      }
      harness.snapshotAndRestore();
      valve = new WatermarkValve(COUNT);
      for (int channel = 0; channel < COUNT; channel++) {
        if (watermarks[channel] > WatermarkValve.NONE) {
          valve.onWatermark(channel, watermarks[channel]);
        }
        if (idle[channel]) {
          valve.onIdle(channel);
        }
      }
      forward();
    }

    private Channels forward() throws Exception {
      if (valve.watermark() > WatermarkValve.NONE) {
        harness.processWatermark(valve.watermark());
      }
      harness.processIdle(0, valve.isIdle());
      return this;
    }

    /** The timers from one to another fire, and that is all. */
    Channels fires(long from, long to) {
      List<Emitted> emitted = harness.takeOutput();
      assertThat(emitted).hasSize((int) (to - from) + 2).endsWith(Emitted.watermark(to));
      for (long time = from; time <= to; time++) {
        assertThat(emitted.get((int) (time - from)))
            .isEqualTo(record("a EVENT_TIME " + time + " number " + time, time));
      }
      return this;
    }

    Channels nothing() {
      assertThat(harness.takeOutput()).isEmpty();
      return this;
    }

    Channels tells(Emitted... expected) {
      assertThat(harness.takeOutput()).containsExactly(expected);
      return this;
    }

    @Override
    public void close() throws Exception {
      harness.close();
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void the_lowest_watermark_of_all_channels_fires_timers(HarnessMode mode) throws Exception {
    try (Channels channels = new Channels(mode)) {
      channels.watermark(0, 5).watermark(1, 7).nothing();
      channels.watermark(2, 3).fires(1, 3);
      channels.watermark(2, 6).fires(4, 5);
      channels.watermark(0, 4).watermark(1, 6).nothing();
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void idle_channels_hold_no_timer_back(HarnessMode mode) throws Exception {
    try (Channels channels = new Channels(mode)) {
      channels.watermark(0, 5).watermark(1, 3).nothing().idle(2).fires(1, 3);
      channels.idle(1).fires(4, 5);
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void when_the_last_channel_becomes_idle_the_highest_watermark_comes_out(HarnessMode mode)
      throws Exception {
    try (Channels channels = new Channels(mode)) {
      channels.watermark(0, 5).watermark(1, 4).watermark(2, 3).fires(1, 3);
      channels.idle(0).idle(1).nothing().idle(2);
      channels.tells(
          record("a EVENT_TIME 4 number 4", 4),
          record("a EVENT_TIME 5 number 5", 5),
          Emitted.watermark(5),
          Emitted.idle(true));
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void a_channel_that_wakes_behind_does_not_turn_time_back(HarnessMode mode) throws Exception {
    try (Channels channels = new Channels(mode)) {
      channels.watermark(0, 10).watermark(1, 7).watermark(2, 3).fires(1, 3);
      channels.idle(2).fires(4, 7);
      channels.active(2).watermark(2, 5).nothing();
      channels.watermark(2, 12).nothing().watermark(1, 15).fires(8, 10);
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void an_ended_channel_holds_no_timer_back(HarnessMode mode) throws Exception {
    try (Channels channels = new Channels(mode)) {
      channels.watermark(0, 5).ended(1).nothing().ended(2).fires(1, 5);
    }
  }
}
