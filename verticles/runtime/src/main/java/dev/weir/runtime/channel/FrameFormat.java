package dev.weir.runtime.channel;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.TypeSerializer;

/**
 * Frames between two JVMs, column by column. Belongs to the thread of one subtask.
 *
 * <pre>
 * frame := count:int             records; may be 0 if there are marks
 *          flags:byte            1: has timestamps, 2: has hashes of keys
 *          length:int            bytes of the records
 *          record{count}         as the serialiser of the edge wrote them, one after the other
 *          timestamp:long{count} if there are any
 *          hash:int{count}       if the channel is keyed
 *          marks:int
 *          mark{marks}           in the order of their positions
 * mark  := position:int          how many of the records come before it
 *          value:long            a watermark, IDLE or ACTIVE, see {@link Frame}
 * </pre>
 *
 * @param <T> the type of the records
 */
public final class FrameFormat<T> {

  private static final int TIMESTAMPS = 1;
  private static final int HASHES = 2;
  private static final int MAX_RECORDS = 1 << 16;
  private static final int LENGTH_AT = Integer.BYTES + 1;
  private static final int HEADER = LENGTH_AT + Integer.BYTES;

  private final TypeSerializer<T> serializer;
  private final boolean keyed;
  private final ByteInput in = new ByteInput(new byte[0]);

  public FrameFormat(TypeSerializer<T> serializer, boolean keyed) {
    this.serializer = serializer;
    this.keyed = keyed;
  }

  /**
   * Writes records from an index on, until the frame ends or so many bytes are exceeded; at least
   * one if there is one. The marks among them and behind the last of them are written too, and are
   * taken from the frame.
   *
   * @param out empty
   * @return the index of the first record that was not written
   */
  @SuppressWarnings("unchecked") // the job graph connects outputs to inputs of their type
  int write(Frame frame, int from, int maxBytes, ByteOutput out) {
    out.writeInt(0);
    out.writeByte((frame.isTimestamped() ? TIMESTAMPS : 0) | (keyed ? HASHES : 0));
    out.writeInt(0);
    int size = frame.size();
    int columns = (frame.isTimestamped() ? Long.BYTES : 0) + (keyed ? Integer.BYTES : 0);
    int index = from;
    while (index < size && (index == from || out.size() + (index - from) * columns < maxBytes)) {
      serializer.write((T) frame.record(index), out);
      index++;
    }
    out.setInt(0, index - from);
    out.setInt(LENGTH_AT, out.size() - HEADER);
    writeColumns(frame, from, index, out);
    writeMarks(frame, from, index, out);
    return index;
  }

  private static void writeMarks(Frame frame, int from, int to, ByteOutput out) {
    int countAt = out.size();
    int count = 0;
    out.writeInt(0);
    while (frame.hasNextMark() && frame.nextStop() <= to) {
      out.writeInt(frame.nextStop() - from);
      out.writeLong(frame.takeMark());
      count++;
    }
    out.setInt(countAt, count);
  }

  private void writeColumns(Frame frame, int from, int to, ByteOutput out) {
    if (frame.isTimestamped()) {
      for (int i = from; i < to; i++) {
        out.writeLong(frame.timestamp(i));
      }
    }
    if (keyed) {
      for (int i = from; i < to; i++) {
        out.writeInt(frame.keyHash(i));
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param into empty; filled if it has room for all records, else another one is made
   * @throws CorruptStateException if the bytes are not those of a frame of this channel
   */
  Frame read(EncodedMessage message, Frame into) {
    in.reset(message.bytes(), message.offset(), message.length());
    int count = in.readInt();
    if (count < 0 || count > MAX_RECORDS) {
      throw new CorruptStateException(
          "a frame has from 0 to " + MAX_RECORDS + " records, found " + count);
    }
    int flags = in.readByte();
    boolean timestamped = (flags & TIMESTAMPS) != 0;
    if (flags != ((timestamped ? TIMESTAMPS : 0) | (keyed ? HASHES : 0))) {
      throw new CorruptStateException(
          "the flags of a frame on a channel that is %s cannot be %d"
              .formatted(keyed ? "keyed" : "not keyed", flags));
    }
    int length = in.readInt();
    int columns = count * ((timestamped ? Long.BYTES : 0) + (keyed ? Integer.BYTES : 0));
    if (length < 0 || in.remaining() - length < columns) {
      throw new CorruptStateException(
          "a frame of %d records has %d bytes of columns, found %d bytes after %d of records"
              .formatted(count, columns, in.remaining() - length, length));
    }
    Frame frame = count <= into.capacity() ? into : new Frame(count, keyed);
    readRecords(frame, count, length);
    readColumns(frame, count, timestamped);
    readMarks(frame, count);
    frame.address(message.attempt(), message.channel(), message.sequence());
    return frame;
  }

  private void readRecords(Frame frame, int count, int length) {
    int end = in.position() + length;
    for (int i = 0; i < count; i++) {
      frame.append(serializer.read(in), Frame.NO_TIMESTAMP);
    }
    if (in.position() != end) {
      throw new CorruptStateException(
          "%d records of %s end at byte %d of their frame, expected %d"
              .formatted(count, serializer.schema(), in.position(), end));
    }
  }

  private void readColumns(Frame frame, int count, boolean timestamped) {
    if (timestamped) {
      for (int i = 0; i < count; i++) {
        frame.timestamp(i, in.readLong());
      }
    }
    if (keyed) {
      for (int i = 0; i < count; i++) {
        frame.keyHash(i, in.readInt());
      }
    }
  }

  private void readMarks(Frame frame, int records) {
    int marks = in.readInt();
    if (marks < 0 || in.remaining() != (long) marks * (Integer.BYTES + Long.BYTES)) {
      throw new CorruptStateException(
          "a frame that says it has %d marks has %d bytes for them"
              .formatted(marks, in.remaining()));
    }
    if (records == 0 && marks == 0) {
      throw new CorruptStateException("a frame has records or marks, found neither");
    }
    int last = 0;
    for (int i = 0; i < marks; i++) {
      int position = in.readInt();
      if (position < last || position > records) {
        throw new CorruptStateException(
            "mark %d of a frame of %d records is behind %d of them, expected from %d to %d"
                .formatted(i, records, position, last, records));
      }
      frame.addMark(position, in.readLong());
      last = position;
    }
  }
}
