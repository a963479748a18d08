package dev.weir.runtime.time;

import static dev.weir.runtime.harness.Emitted.idle;
import static dev.weir.runtime.harness.Emitted.record;
import static dev.weir.runtime.harness.Emitted.watermark;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.graph.OperatorSpec.TimestampsAndWatermarksSpec;
import dev.weir.api.time.Watermark;
import dev.weir.api.time.WatermarkGenerator;
import dev.weir.api.time.WatermarkOutput;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.runtime.harness.OperatorHarness;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The operator behind {@code assignTimestampsAndWatermarks}. */
class TimestampsAndWatermarksTest {

  private static OperatorHarness open(WatermarkStrategy<Long> strategy) throws Exception {
    return OperatorHarness.of(new TimestampsAndWatermarksSpec<>(strategy))
        .autoWatermarkInterval(Duration.ofMillis(50))
        .open();
  }

  private static WatermarkStrategy<Long> ascending() {
    return WatermarkStrategy.<Long>forMonotonousTimestamps()
        .withTimestampAssigner((number, timestamp) -> number);
  }

  @Test
  void input_watermarks_are_not_forwarded_but_the_last_one_is() throws Exception {
    try (OperatorHarness harness = open(ascending())) {
      harness.processWatermark(10);
      assertThat(harness.takeOutput()).isEmpty();
      harness.processWatermark(Long.MAX_VALUE);
      assertThat(harness.takeOutput()).containsExactly(watermark(Long.MAX_VALUE));
    }
  }

  @Test
  void idleness_of_the_input_is_not_forwarded() throws Exception {
    try (OperatorHarness harness = open(ascending())) {
      harness.processIdle(0, true);
      harness.processIdle(0, false);
      assertThat(harness.takeOutput()).isEmpty();
    }
  }

  @Test
  void periodic_watermarks_are_emitted_when_the_clock_says_so() throws Exception {
    try (OperatorHarness harness = open(ascending())) {
      harness.processElement(2L, 1);
      harness.processElement(4L, 1);
      assertThat(harness.takeOutput()).containsExactly(record(2L, 2), record(4L, 4));
      harness.setProcessingTime(49);
      assertThat(harness.takeOutput()).isEmpty();
      harness.setProcessingTime(50);
      assertThat(harness.takeOutput()).containsExactly(watermark(3));
      harness.processElement(3L, 1);
      harness.setProcessingTime(100);
      assertThat(harness.takeOutput()).containsExactly(record(3L, 3));
    }
  }

  @Test
  void watermarks_of_records_come_behind_them() throws Exception {
    try (OperatorHarness harness =
        open(WatermarkStrategy.<Long>forGenerator(context -> new EachRecord()))) {
      harness.processElement(2L, 12);
      harness.processElement(2L, 11);
      assertThat(harness.takeOutput())
          .containsExactly(record(2L, 12), watermark(12), record(2L, 11));
    }
  }

  @Test
  void negative_timestamps_are_timestamps() throws Exception {
    try (OperatorHarness harness = open(ascending())) {
      harness.processElement(-100L, 1);
      harness.setProcessingTime(50);
      assertThat(harness.takeOutput()).containsExactly(record(-100L, -100), watermark(-101));
    }
  }

  @Test
  void an_idle_stream_says_so_and_is_active_with_the_next_watermark() throws Exception {
    try (OperatorHarness harness = open(ascending().withIdleness(Duration.ofMillis(100)))) {
      harness.processElement(5L, 1);
      for (int time = 50; time <= 300; time += 50) {
        harness.setProcessingTime(time);
      }
      assertThat(harness.takeOutput()).containsExactly(record(5L, 5), watermark(4), idle(true));
      harness.processElement(6L, 1);
      harness.setProcessingTime(350);
      assertThat(harness.takeOutput()).containsExactly(record(6L, 6), idle(false), watermark(5));
    }
  }

  @Test
  void a_stream_is_not_idle_while_no_records_are_taken_up() throws Exception {
    try (OperatorHarness harness = open(ascending().withIdleness(Duration.ofMillis(100)))) {
      harness.processElement(5L, 1);
      harness.intake().stop();
      for (int time = 50; time <= 500; time += 50) {
        harness.setProcessingTime(time);
      }
      assertThat(harness.takeOutput()).containsExactly(record(5L, 5), watermark(4));
      harness.intake().start();
      for (int time = 550; time <= 700; time += 50) {
        harness.setProcessingTime(time);
      }
      assertThat(harness.takeOutput()).containsExactly(idle(true));
    }
  }

  private static final class EachRecord implements WatermarkGenerator<Long> {
    @Override
    public void onEvent(Long event, long eventTimestamp, WatermarkOutput output) {
      output.emitWatermark(new Watermark(eventTimestamp));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }
}
