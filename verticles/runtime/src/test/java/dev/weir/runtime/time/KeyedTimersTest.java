package dev.weir.runtime.time;

import static dev.weir.runtime.harness.Emitted.record;
import static dev.weir.runtime.harness.Emitted.watermark;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.graph.KeyedBy;
import dev.weir.api.graph.OperatorSpec.KeyedProcessSpec;
import dev.weir.api.types.Types;
import dev.weir.runtime.harness.HarnessMode;
import dev.weir.runtime.harness.OperatorHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Timers of a keyed process function. */
class KeyedTimersTest {

  private static final String MODES = "dev.weir.runtime.harness.HarnessMode#all";

  private static OperatorHarness open(HarnessMode mode) throws Exception {
    KeyedBy<String, String> keyedBy = new KeyedBy<>(TimerCommands::key, Types.STRING);
    return OperatorHarness.of(new KeyedProcessSpec<>(new TimerCommands(), keyedBy))
        .keyedBy(keyedBy)
        .sideOutput(TimerCommands.SIDE)
        .in(mode)
        .open();
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void event_time_timers_fire_when_the_watermark_reaches_them(HarnessMode mode) throws Exception {
    try (OperatorHarness harness = open(mode)) {
      harness.processElement("a:event:5", 1);
      harness.processWatermark(4);
      harness.processWatermark(5);
      assertThat(harness.output())
          .containsExactly(watermark(4), record("a EVENT_TIME 5 number 1", 5), watermark(5));
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void timers_fire_in_the_order_of_their_times_each_under_its_key(HarnessMode mode)
      throws Exception {
    try (OperatorHarness harness = open(mode)) {
      harness.processElement("a:event:7", 1);
      harness.processElement("b:event:3", 1);
      harness.processElement("a:event:5", 1);
      harness.processElement("c:event:6", 1);
      harness.processElement("c:event:8", 1);
      harness.processWatermark(7);
      assertThat(harness.values())
          .containsExactly(
              "b EVENT_TIME 3 number 1",
              "a EVENT_TIME 5 number 1",
              "c EVENT_TIME 6 number 1",
              "a EVENT_TIME 7 number 2");
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void a_timer_registered_twice_fires_once(HarnessMode mode) throws Exception {
    try (OperatorHarness harness = open(mode)) {
      harness.processElement("a:event:5", 1);
      harness.processElement("a:event:5", 1);
      harness.processElement("a:clock:5", 1);
      harness.processElement("a:clock:5", 1);
      harness.processWatermark(5);
      harness.setProcessingTime(5);
      assertThat(harness.values())
          .containsExactly("a EVENT_TIME 5 number 1", "a PROCESSING_TIME 5 number 2");
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void a_deleted_timer_does_not_fire(HarnessMode mode) throws Exception {
    try (OperatorHarness harness = open(mode)) {
      harness.processElement("a:event:5", 1);
      harness.processElement("b:event:5", 1);
      harness.processElement("a:clock:6", 1);
      harness.processElement("a:clock:7", 1);
      harness.processElement("a:no-event:5", 1);
      harness.processElement("a:no-clock:6", 1);
      harness.processElement("a:no-clock:9", 1);
      harness.processWatermark(10);
      harness.setProcessingTime(10);
      assertThat(harness.values())
          .containsExactly("b EVENT_TIME 5 number 1", "a PROCESSING_TIME 7 number 1");
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void a_timer_deleted_by_one_that_fires_before_it_does_not_fire(HarnessMode mode)
      throws Exception {
    try (OperatorHarness harness = open(mode)) {
      harness.processElement("deletes:event:5", 1);
      harness.processElement("deletes:event:6", 1);
      harness.processWatermark(10);
      assertThat(harness.values()).containsExactly("deletes EVENT_TIME 5 number 1");
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void timers_registered_by_timers_fire_with_the_same_watermark(HarnessMode mode) throws Exception {
    try (OperatorHarness harness = open(mode)) {
      harness.processElement("again:event:5", 1);
      harness.processWatermark(20);
      assertThat(harness.values())
          .containsExactly("again EVENT_TIME 5 number 1", "again EVENT_TIME 15 number 2");
      harness.processWatermark(100);
      assertThat(harness.values()).hasSize(4).endsWith("again EVENT_TIME 35 number 4");
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void processing_time_timers_fire_when_the_clock_reaches_them(HarnessMode mode) throws Exception {
    try (OperatorHarness harness = open(mode)) {
      harness.processElement("a:clock:50", 1);
      harness.processElement("b:clock:20", 1);
      harness.setProcessingTime(19);
      assertThat(harness.values()).isEmpty();
      harness.setProcessingTime(20);
      assertThat(harness.takeOutput()).containsExactly(record("b PROCESSING_TIME 20 number 1"));
      harness.setProcessingTime(1_000);
      assertThat(harness.takeOutput()).containsExactly(record("a PROCESSING_TIME 50 number 1"));
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void a_timer_that_registers_the_next_one_ticks(HarnessMode mode) throws Exception {
    try (OperatorHarness harness = open(mode)) {
      harness.processElement("tick:clock:10", 1);
      harness.setProcessingTime(25);
      assertThat(harness.values())
          .containsExactly("tick PROCESSING_TIME 10 number 1", "tick PROCESSING_TIME 20 number 2");
      harness.setProcessingTime(30);
      assertThat(harness.values()).endsWith("tick PROCESSING_TIME 30 number 3");
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void side_outputs_of_timers_have_the_time_of_the_timer(HarnessMode mode) throws Exception {
    try (OperatorHarness harness = open(mode)) {
      harness.processElement("a:event:5", 1);
      harness.processElement("a:clock:7", 1);
      harness.processWatermark(6);
      harness.setProcessingTime(9);
      assertThat(harness.sideOutput(TimerCommands.SIDE))
          .containsExactly(record("a at 5", 5), record("a at 7", 7));
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void functions_see_timestamp_watermark_and_clock(HarnessMode mode) throws Exception {
    try (OperatorHarness harness = open(mode)) {
      harness.processElement("a:watermark", 1);
      harness.processWatermark(17);
      harness.processElement("a:watermark", 18);
      harness.setProcessingTime(4);
      harness.processElement("a:time", 18);
      harness.processElement("a:timestamp", 18);
      harness.processElement("a:timestamp");
      assertThat(harness.takeOutput())
          .containsExactly(
              record("watermark " + Long.MIN_VALUE, 1),
              watermark(17),
              record("watermark 17", 18),
              record("time 4", 18),
              record("timestamp 18", 18),
              record("timestamp null"));
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void the_end_of_the_input_fires_all_event_time_timers_and_drops_those_of_the_clock(
      HarnessMode mode) throws Exception {
    try (OperatorHarness harness = open(mode)) {
      harness.processElement("a:event:" + Long.MAX_VALUE, 1);
      harness.processElement("b:event:1000000", 1);
      harness.processElement("a:clock:5", 1);
      harness.endInput();
      assertThat(harness.takeOutput())
          .containsExactly(
              record("b EVENT_TIME 1000000 number 1", 1_000_000),
              record("a EVENT_TIME " + Long.MAX_VALUE + " number 1", Long.MAX_VALUE),
              watermark(Long.MAX_VALUE));
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void restored_timers_of_the_clock_that_are_due_fire_at_once(HarnessMode mode) throws Exception {
    try (OperatorHarness harness = open(mode)) {
      harness.processElement("a:clock:5", 1);
      harness.processElement("a:clock:50", 1);
      harness.restoreAt(20);
      assertThat(harness.values()).containsExactly("a PROCESSING_TIME 5 number 1");
      harness.setProcessingTime(50);
      assertThat(harness.values()).hasSize(2);
    }
  }

  @ParameterizedTest
  @MethodSource(MODES)
  void a_timer_behind_the_watermark_fires_with_the_next_one(HarnessMode mode) throws Exception {
    try (OperatorHarness harness = open(mode)) {
      harness.processWatermark(10);
      harness.processElement("a:event:5", 1);
      harness.processWatermark(11);
      assertThat(harness.values()).containsExactly("a EVENT_TIME 5 number 1");
    }
  }
}
