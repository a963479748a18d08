package dev.weir.protocol.watermark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Case by case as Apache Flink tests its StatusWatermarkValve. */
class WatermarkValveTest {

  @Test
  void single_input_increasing_watermarks() {
    ValveRun valve = new ValveRun(1);
    assertThat(valve.watermark(0, 0).output()).containsExactly("0");
    assertThat(valve.watermark(0, 25).output()).containsExactly("25");
  }

  @Test
  void single_input_decreasing_watermarks_yields_no_output() {
    ValveRun valve = new ValveRun(1);
    assertThat(valve.watermark(0, 25).output()).containsExactly("25");
    assertThat(valve.watermark(0, 18).output()).isEmpty();
    assertThat(valve.watermark(0, 25).output()).isEmpty();
  }

  @Test
  void single_input_status_toggling() {
    ValveRun valve = new ValveRun(1);
    assertThat(valve.active(0).output()).isEmpty();
    assertThat(valve.idle(0).output()).containsExactly("idle");
    assertThat(valve.idle(0).output()).isEmpty();
    assertThat(valve.active(0).output()).containsExactly("active");
  }

  @Test
  void single_input_watermarks_intact_during_idleness() {
    ValveRun valve = new ValveRun(1);
    assertThat(valve.watermark(0, 25).output()).containsExactly("25");
    assertThat(valve.idle(0).output()).containsExactly("idle");
    assertThat(valve.watermark(0, 50).output()).isEmpty();
    assertThat(valve.lastWatermark()).isEqualTo(25);
    assertThat(valve.active(0).output()).containsExactly("active");
    assertThat(valve.watermark(0, 50).output()).containsExactly("50");
  }

  @Test
  void multiple_input_yields_watermark_only_when_all_channels_receive_watermarks() {
    ValveRun valve = new ValveRun(3);
    assertThat(valve.watermark(0, 0).watermark(1, 0).output()).isEmpty();
    assertThat(valve.watermark(2, 0).output()).containsExactly("0");
  }

  @Test
  void multiple_input_increasing_watermarks() {
    ValveRun valve = new ValveRun(3);
    assertThat(valve.watermark(0, 0).watermark(1, 0).watermark(2, 0).output()).containsExactly("0");
    assertThat(valve.watermark(0, 12).watermark(2, 10).output()).isEmpty();
    assertThat(valve.watermark(1, 15).output()).containsExactly("10");
    assertThat(valve.watermark(2, 17).output()).containsExactly("12");
    assertThat(valve.watermark(0, 20).output()).containsExactly("15");
  }

  @Test
  void multiple_input_decreasing_watermarks_yields_no_output() {
    ValveRun valve = new ValveRun(3);
    assertThat(valve.watermark(0, 25).watermark(1, 10).watermark(2, 17).output())
        .containsExactly("10");
    assertThat(valve.watermark(0, 12).watermark(1, 8).watermark(2, 15).output()).isEmpty();
  }

  @Test
  void multiple_input_status_toggling() {
    ValveRun valve = new ValveRun(2);
    assertThat(valve.idle(0).output()).isEmpty();
    assertThat(valve.idle(1).output()).containsExactly("idle");
    assertThat(valve.active(0).output()).containsExactly("active");
    assertThat(valve.active(1).output()).isEmpty();
    assertThat(valve.idle(1).output()).isEmpty();
    assertThat(valve.idle(0).output()).containsExactly("idle");
  }

  @Test
  void multiple_input_watermark_advancing_with_partially_idle_channels() {
    ValveRun valve = new ValveRun(3);
    assertThat(valve.watermark(0, 15).watermark(1, 10).output()).isEmpty();
    assertThat(valve.idle(2).output()).containsExactly("10");
    assertThat(valve.watermark(1, 18).output()).containsExactly("15");
    assertThat(valve.watermark(1, 20).output()).isEmpty();
    assertThat(valve.watermark(0, 30).output()).containsExactly("20");
  }

  @Test
  void multiple_input_watermark_advancing_as_channels_individually_become_idle() {
    ValveRun valve = new ValveRun(3);
    assertThat(valve.watermark(0, 25).watermark(1, 10).watermark(2, 17).output())
        .containsExactly("10");
    assertThat(valve.idle(1).output()).containsExactly("17");
    assertThat(valve.idle(2).output()).containsExactly("25");
  }

  @Test
  void multiple_input_flush_max_watermark_and_status_once_all_inputs_become_idle() {
    ValveRun valve = new ValveRun(3);
    assertThat(valve.watermark(0, 10).watermark(1, 5).watermark(2, 3).output())
        .containsExactly("3");
    assertThat(valve.idle(0).output()).isEmpty();
    assertThat(valve.idle(1).output()).isEmpty();
    assertThat(valve.idle(2).output()).containsExactly("10", "idle");
  }

  @Test
  void multiple_input_watermark_realignment_after_resume_active() {
    ValveRun valve = new ValveRun(3);
    assertThat(valve.watermark(0, 10).watermark(1, 7).watermark(2, 3).output())
        .containsExactly("3");
    assertThat(valve.idle(2).output()).containsExactly("7");
    assertThat(valve.active(2).watermark(2, 5).output()).isEmpty();
    assertThat(valve.watermark(1, 9).output()).containsExactly("9");
    assertThat(valve.watermark(2, 12).output()).isEmpty();
    assertThat(valve.watermark(1, 15).output()).containsExactly("10");
    assertThat(valve.watermark(0, 17).output()).containsExactly("12");
    assertThat(valve.watermark(2, 20).output()).containsExactly("15");
  }

  @Test
  void no_output_when_all_active_channels_are_unaligned() {
    ValveRun valve = new ValveRun(3);
    assertThat(valve.watermark(0, 10).watermark(1, 7).output()).isEmpty();
    assertThat(valve.idle(2).output()).containsExactly("7");
    assertThat(valve.idle(1).output()).containsExactly("10");
    assertThat(valve.active(2).watermark(2, 5).idle(0).output()).isEmpty();
    assertThat(valve.watermark(2, 8).output()).isEmpty();
    assertThat(valve.watermark(2, 11).output()).containsExactly("11");
  }

  @Test
  void unaligned_active_channel_becomes_idle() {
    ValveRun valve = new ValveRun(2);
    assertThat(valve.watermark(0, 7).output()).isEmpty();
    assertThat(valve.idle(1).output()).containsExactly("7");
    assertThat(valve.active(1).output()).isEmpty();
    assertThat(valve.idle(1).output()).isEmpty();
    assertThat(valve.idle(0).output()).containsExactly("idle");
  }

  @Test
  void an_ended_channel_holds_nobody_back() {
    ValveRun valve = new ValveRun(2);
    assertThat(valve.watermark(0, 7).ended(1).output()).containsExactly("7");
    assertThat(valve.ended(0).output()).containsExactly(String.valueOf(Long.MAX_VALUE));
  }

  @Test
  void an_idle_channel_that_ends_counts_again() {
    ValveRun valve = new ValveRun(1);
    assertThat(valve.idle(0).ended(0).output())
        .containsExactly("idle", "active", String.valueOf(Long.MAX_VALUE));
  }

  @Test
  void a_valve_without_channels_is_refused() {
    assertThatThrownBy(() -> new WatermarkValve(0)).hasMessageContaining("at least 1 channel");
  }
}
