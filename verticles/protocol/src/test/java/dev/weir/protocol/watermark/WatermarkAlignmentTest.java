package dev.weir.protocol.watermark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WatermarkAlignmentTest {

  @Test
  void the_slowest_and_the_drift_make_the_limit() {
    WatermarkAlignment alignment = new WatermarkAlignment(10);
    alignment.onReport("a", 100);
    alignment.onReport("b", 40);
    assertThat(alignment.maxAllowed()).isEqualTo(50);
    alignment.onReport("b", 95);
    assertThat(alignment.maxAllowed()).isEqualTo(105);
  }

  @Test
  void nobody_waits_for_those_that_are_idle_or_have_ended() {
    WatermarkAlignment alignment = new WatermarkAlignment(10);
    assertThat(alignment.maxAllowed()).isEqualTo(Long.MAX_VALUE);
    alignment.onReport("a", Long.MAX_VALUE);
    assertThat(alignment.maxAllowed()).isEqualTo(Long.MAX_VALUE);
    alignment.onReport("b", 5);
    assertThat(alignment.maxAllowed()).isEqualTo(15);
  }

  @Test
  void a_limit_beyond_the_end_of_time_is_none() {
    WatermarkAlignment alignment = new WatermarkAlignment(10);
    alignment.onReport("a", Long.MAX_VALUE - 5);
    assertThat(alignment.maxAllowed()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void a_negative_drift_is_refused() {
    assertThatThrownBy(() -> new WatermarkAlignment(-1)).hasMessageContaining("-1");
  }
}
