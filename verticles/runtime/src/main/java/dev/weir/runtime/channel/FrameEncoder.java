package dev.weir.runtime.channel;

import dev.weir.state.spi.ByteOutput;
import java.util.ArrayDeque;

/**
 * Turns the frames of one channel into bytes, in buffers that are used again when the receiver has
 * acknowledged what was in them. So a running channel allocates next to nothing. Belongs to the
 * thread of the sending subtask.
 */
final class FrameEncoder {

  private record Used(long sequence, ByteOutput buffer) {}

  private final FrameFormat<?> format;
  private final int maxBytes;
  private final ArrayDeque<Used> underWay = new ArrayDeque<>();
  private final ArrayDeque<ByteOutput> free = new ArrayDeque<>();
  private int next;

  FrameEncoder(FrameFormat<?> format, int maxBytes) {
    this.format = format;
    this.maxBytes = maxBytes;
  }

  /** Writes as many records of a frame as one message holds, from {@link #next} on. */
  EncodedMessage encode(Frame frame, int from, long attempt, int channel, long sequence) {
    ByteOutput buffer = free.isEmpty() ? new ByteOutput(maxBytes + maxBytes / 8) : free.pop();
    buffer.reset();
    next = format.write(frame, from, maxBytes, buffer);
    underWay.add(new Used(sequence, buffer));
    return new EncodedMessage(
        EncodedMessage.Kind.FRAME, attempt, channel, sequence, buffer.array(), 0, buffer.size());
  }

  /** Where the frame that was last encoded is to be gone on with; its size if it is done. */
  int next() {
    return next;
  }

  void acknowledged(long upTo) {
    Used first = underWay.peek();
    while (first != null && first.sequence() <= upTo) {
      underWay.remove();
      free.push(first.buffer());
      first = underWay.peek();
    }
  }
}
