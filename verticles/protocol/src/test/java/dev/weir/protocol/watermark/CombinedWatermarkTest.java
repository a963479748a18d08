package dev.weir.protocol.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CombinedWatermarkTest {

  private final CombinedWatermark combined = new CombinedWatermark();

  private long updated() {
    combined.update();
    return combined.watermark();
  }

  @Test
  void the_lowest_part_counts() {
    CombinedWatermark.Part first = combined.add();
    CombinedWatermark.Part second = combined.add();
    first.advanceTo(7);
    assertThat(updated()).isEqualTo(Long.MIN_VALUE);
    second.advanceTo(5);
    assertThat(updated()).isEqualTo(5);
    second.advanceTo(9);
    assertThat(updated()).isEqualTo(7);
  }

  @Test
  void idle_parts_do_not_count() {
    CombinedWatermark.Part first = combined.add();
    CombinedWatermark.Part second = combined.add();
    first.advanceTo(7);
    second.idle(true);
    assertThat(updated()).isEqualTo(7);
    assertThat(combined.isIdle()).isFalse();
    first.idle(true);
    assertThat(updated()).isEqualTo(7);
    assertThat(combined.isIdle()).isTrue();
  }

  @Test
  void a_part_that_wakes_behind_holds_the_watermark_where_it_is() {
    CombinedWatermark.Part first = combined.add();
    CombinedWatermark.Part second = combined.add();
    first.advanceTo(7);
    second.idle(true);
    updated();
    second.advanceTo(3);
    first.advanceTo(10);
    assertThat(updated()).isEqualTo(7);
    second.advanceTo(8);
    assertThat(updated()).isEqualTo(8);
  }

  @Test
  void a_part_never_goes_back() {
    CombinedWatermark.Part part = combined.add();
    part.advanceTo(7);
    part.advanceTo(3);
    assertThat(part.watermark()).isEqualTo(7);
  }

  @Test
  void a_new_part_holds_the_watermark_where_it_is_until_it_is_removed() {
    CombinedWatermark.Part first = combined.add();
    first.advanceTo(7);
    updated();
    CombinedWatermark.Part late = combined.add();
    first.advanceTo(20);
    assertThat(updated()).isEqualTo(7);
    combined.remove(late);
    assertThat(updated()).isEqualTo(20);
  }

  @Test
  void without_parts_nothing_changes() {
    CombinedWatermark.Part only = combined.add();
    only.advanceTo(7);
    updated();
    combined.remove(only);
    assertThat(updated()).isEqualTo(7);
    assertThat(combined.isIdle()).isFalse();
  }
}
