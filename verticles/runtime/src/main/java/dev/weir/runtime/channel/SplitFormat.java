package dev.weir.runtime.channel;

import dev.weir.api.source.SimpleVersionedSerializer;
import dev.weir.api.source.SourceEvent;
import dev.weir.api.source.SourceSplit;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an enumerator sends to a reader in another JVM. Splits are written by the serialiser of the
 * source.
 *
 * <pre>
 * splits := last:boolean version:int count:varint (length:varint split){count}
 * event  := class:string event
 * </pre>
 *
 * @param <S> the type of the splits
 */
public final class SplitFormat<S extends SourceSplit> {

  private final SimpleVersionedSerializer<S> serializer;

  public SplitFormat(SimpleVersionedSerializer<S> serializer) {
    this.serializer = serializer;
  }

  /**
   * Splits and events as bytes, everything else as it is.
   *
   * @throws UncheckedIOException if the serialiser of the source cannot write a split
   */
  public ChannelMessage encode(ChannelMessage message) {
    if (message instanceof SplitAssignment assignment) {
      return write(assignment);
    }
    if (message instanceof SourceEventMessage event) {
      return write(event);
    }
    return message;
  }

  private static EncodedMessage write(SourceEventMessage message) {
    ByteOutput out = new ByteOutput();
    SourceEvents.write(message.event(), out);
    return encoded(EncodedMessage.Kind.EVENT, message, out);
  }

  @SuppressWarnings("unchecked") // the splits of one source are of one type
  private EncodedMessage write(SplitAssignment assignment) {
    ByteOutput out = new ByteOutput();
    out.writeBoolean(assignment.noMoreSplits());
    out.writeInt(serializer.getVersion());
    out.writeVarInt(assignment.splits().size());
    for (SourceSplit split : assignment.splits()) {
      byte[] bytes = serialize((S) split);
      out.writeVarInt(bytes.length);
      out.writeBytes(bytes);
    }
    return encoded(EncodedMessage.Kind.SPLITS, assignment, out);
  }

  private static EncodedMessage encoded(
      EncodedMessage.Kind kind, ChannelMessage message, ByteOutput out) {
    return new EncodedMessage(
        kind, message.attempt(), message.channel(), message.sequence(), out.array(), 0, out.size());
  }

  private byte[] serialize(S split) {
    try {
      return serializer.serialize(split);
    } catch (IOException e) {
      throw new UncheckedIOException("split " + split.splitId() + " cannot be written: " + e, e);
    }
  }

  /**
   * @throws CorruptStateException if the bytes are no splits of this source
   */
  SplitAssignment readSplits(EncodedMessage message) {
    ByteInput in = new ByteInput(message.bytes(), message.offset(), message.length());
    boolean last = in.readBoolean();
    int version = in.readInt();
    int count = in.readLength();
    List<S> splits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      splits.add(deserialize(version, in.readBytes(in.readLength())));
    }
    requireEnd(in);
    return new SplitAssignment(
        message.attempt(), message.channel(), message.sequence(), splits, last);
  }

  /**
   * @throws CorruptStateException if the bytes are no event
   */
  SourceEventMessage readEvent(EncodedMessage message) {
    ByteInput in = new ByteInput(message.bytes(), message.offset(), message.length());
    SourceEvent event = SourceEvents.read(in);
    requireEnd(in);
    return new SourceEventMessage(message.attempt(), message.channel(), message.sequence(), event);
  }

  private static void requireEnd(ByteInput in) {
    if (in.remaining() > 0) {
      throw new CorruptStateException(in.remaining() + " bytes are left over");
    }
  }

  private S deserialize(int version, byte[] bytes) {
    try {
      return serializer.deserialize(version, bytes);
    } catch (IOException e) {
      throw new CorruptStateException("a split cannot be read: " + e.getMessage(), e);
    }
  }
}
