package dev.weir.runtime.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.types.Types;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameFormatTest {

  private static final int CAPACITY = 64;
  private static final int ALL = 1 << 20;

  private final FrameFormat<String> format =
      new FrameFormat<>(Types.STRING.createWireSerializer(), true);

  @Test
  void records_and_marks_arrive_in_their_order() {
    Frame frame = new Frame(CAPACITY, true);
    frame.mark(5);
    frame.append("a", 1, 11);
    frame.append("b", 2, 12);
    frame.mark(7);
    frame.mark(Frame.IDLE);
    frame.append("c", 3, 13);
    frame.mark(Frame.ACTIVE);
    List<String> told = tell(frame);

    assertThat(sent(frame, ALL)).isEqualTo(told);
    assertThat(told)
        .containsExactly("mark 5", "a@1#11", "b@2#12", "mark 7", "idle", "c@3#13", "active");
  }

  @Test
  void a_frame_of_marks_alone_arrives() {
    Frame frame = new Frame(CAPACITY, true);
    frame.mark(42);

    assertThat(sent(frame, ALL)).containsExactly("mark 42");
  }

  @Test
  void a_frame_that_is_cut_keeps_each_mark_in_its_place() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      Frame frame = randomFrame(random);
      List<String> told = tell(frame);
      assertThat(sent(frame, 20 + random.nextInt(200))).as("-Dseed=%d", seed).isEqualTo(told);
    }
  }

  @Test
  void marks_that_are_out_of_order_are_refused() {
    byte[] bytes = encodedWithTwoMarks();
    int lastPosition = bytes.length - Long.BYTES - 1;
    bytes[lastPosition] = 0;

    assertRefused(
        bytes, "mark 1 of a frame of 2 records is behind 0 of them, expected from 1 to 2");
  }

  @Test
  void more_marks_than_there_are_bytes_are_refused() {
    byte[] bytes = encodedWithTwoMarks();

    assertRefused(Arrays.copyOf(bytes, bytes.length - 1), "2 marks has 23 bytes");
  }

  @Test
  void an_empty_frame_is_refused() {
    ByteOutput out = new ByteOutput(64);
    format.write(new Frame(CAPACITY, true), 0, ALL, out);

    assertRefused(Arrays.copyOf(out.array(), out.size()), "records or marks, found neither");
  }

  private byte[] encodedWithTwoMarks() {
    Frame frame = new Frame(CAPACITY, true);
    frame.append("a", Frame.NO_TIMESTAMP, 1);
    frame.mark(1);
    frame.append("b", Frame.NO_TIMESTAMP, 2);
    frame.mark(2);
    ByteOutput out = new ByteOutput(64);
    format.write(frame, 0, ALL, out);
    return Arrays.copyOf(out.array(), out.size());
  }

  private void assertRefused(byte[] bytes, String message) {
    assertThatThrownBy(() -> format.read(message(bytes, bytes.length), new Frame(CAPACITY, true)))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining(message);
  }

  /** What arrives when a frame is sent in pieces of some bytes. */
  private List<String> sent(Frame frame, int maxBytes) {
    List<String> arrived = new ArrayList<>();
    int from = 0;
    do {
      ByteOutput out = new ByteOutput(64);
      from = format.write(frame, from, maxBytes, out);
      arrived.addAll(tell(format.read(message(out.array(), out.size()), new Frame(8, true))));
    } while (from < frame.size());
    return arrived;
  }

  private static EncodedMessage message(byte[] bytes, int length) {
    return new EncodedMessage(EncodedMessage.Kind.FRAME, 1, 2, 3, bytes, 0, length);
  }

  private static Frame randomFrame(Random random) {
    Frame frame = new Frame(CAPACITY, true);
    int records = random.nextInt(CAPACITY - 1);
    for (int i = 0; i < records; i++) {
      if (random.nextInt(3) == 0) {
        frame.mark(random.nextInt(5) == 0 ? Frame.IDLE : random.nextInt(1000));
      }
      long timestamp = random.nextBoolean() ? Frame.NO_TIMESTAMP : random.nextInt(1000);
      frame.append("r".repeat(random.nextInt(30)), timestamp, random.nextInt());
    }
    frame.mark(Frame.ACTIVE);
    return frame;
  }

  private static List<String> tell(Frame frame) {
    List<String> told = new ArrayList<>();
    int mark = 0;
    for (int i = 0; i <= frame.size(); i++) {
      while (mark < frame.marks() && frame.markPosition(mark) == i) {
        told.add(tellMark(frame.markValue(mark++)));
      }
      if (i < frame.size()) {
        told.add(frame.record(i) + "@" + frame.timestamp(i) + "#" + frame.keyHash(i));
      }
    }
    return told;
  }

  private static String tellMark(long value) {
    if (value == Frame.IDLE) {
      return "idle";
    }
    return value == Frame.ACTIVE ? "active" : "mark " + value;
  }
}
