package dev.weir.runtime.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameMarksTest {

  private final Frame frame = new Frame(8, false);

  /** What a receiver sees, in order. */
  private List<Object> taken() {
    List<Object> seen = new ArrayList<>();
    int next = 0;
    boolean more = true;
    while (more) {
      int stop = frame.nextStop();
      while (next < stop) {
        seen.add(frame.record(next++));
      }
      more = frame.hasNextMark();
      if (more) {
        seen.add(frame.takeMark());
      }
    }
    return seen;
  }

  @Test
  void marks_stand_between_the_records_they_were_written_between() {
    frame.mark(1);
    frame.append("a", Frame.NO_TIMESTAMP);
    frame.append("b", Frame.NO_TIMESTAMP);
    frame.mark(2);
    frame.append("c", Frame.NO_TIMESTAMP);
    frame.mark(3);
    assertThat(taken()).containsExactly(1L, "a", "b", 2L, "c", 3L);
  }

  @Test
  void a_frame_of_marks_alone_is_not_empty() {
    assertThat(frame.isEmpty()).isTrue();
    frame.mark(5);
    assertThat(frame.isEmpty()).isFalse();
    assertThat(frame.size()).isZero();
    assertThat(taken()).containsExactly(5L);
  }

  @Test
  void a_watermark_takes_the_place_of_one_that_no_record_separates_from_it() {
    for (long watermark = 0; watermark < 100; watermark++) {
      frame.mark(watermark);
    }
    frame.append("a", Frame.NO_TIMESTAMP);
    frame.mark(100);
    assertThat(taken()).containsExactly(99L, "a", 100L);
  }

  @Test
  void idleness_does_not_swallow_a_watermark() {
    frame.mark(7);
    frame.mark(Frame.IDLE);
    frame.mark(Frame.ACTIVE);
    frame.mark(Frame.IDLE);
    assertThat(taken()).containsExactly(7L, Frame.IDLE);
  }

  @Test
  void marks_grow_with_need_and_are_gone_after_clear() {
    for (int i = 0; i < 8; i++) {
      frame.mark(i);
      frame.append(i, Frame.NO_TIMESTAMP);
    }
    frame.mark(8);
    assertThat(frame.marks()).isEqualTo(9);
    assertThat(frame.markPosition(8)).isEqualTo(8);
    assertThat(frame.markValue(8)).isEqualTo(8);
    taken();
    frame.clear();
    assertThat(frame.isEmpty()).isTrue();
    frame.append("next", Frame.NO_TIMESTAMP);
    assertThat(taken()).containsExactly("next");
  }

  @Test
  void a_receiver_that_stops_in_between_goes_on_with_the_right_mark() {
    frame.append("a", Frame.NO_TIMESTAMP);
    frame.mark(1);
    frame.append("b", Frame.NO_TIMESTAMP);
    frame.mark(2);
    assertThat(frame.nextStop()).isEqualTo(1);
    assertThat(frame.takeMark()).isEqualTo(1);
    assertThat(frame.marksTaken()).isEqualTo(1);
    assertThat(frame.nextStop()).isEqualTo(2);
    assertThat(frame.takeMark()).isEqualTo(2);
    assertThat(frame.hasNextMark()).isFalse();
  }
}
