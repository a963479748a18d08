package dev.weir.runtime.channel;

import java.util.ArrayDeque;

/** Reads the frames of one channel into frames that are filled again and again. */
public final class RecordReader implements InputChannel.MessageReader {

  private final FrameFormat<?> format;
  private final int frameCapacity;
  private final boolean keyed;
  private final ArrayDeque<Frame> empties = new ArrayDeque<>();

  public RecordReader(FrameFormat<?> format, int frameCapacity, boolean keyed) {
    this.format = format;
    this.frameCapacity = frameCapacity;
    this.keyed = keyed;
  }

  @Override
  public ChannelMessage read(EncodedMessage message) {
    if (message.kind() != EncodedMessage.Kind.FRAME) {
      throw new IllegalArgumentException("a frame was expected, found " + message);
    }
    Frame empty = empties.poll();
    return format.read(message, empty == null ? new Frame(frameCapacity, keyed) : empty);
  }

  @Override
  public void recycle(Frame emptied) {
    if (empties.isEmpty()) {
      empties.push(emptied);
    }
  }
}
