package dev.weir.runtime.channel;

/**
 * A message of a channel as bytes, on its way between two JVMs: what they mean only the two ends of
 * the channel know. At the sending end the bytes lie in a buffer that is used again when the
 * message has been acknowledged; nobody changes them before.
 *
 * @param length of the part of {@code bytes} that counts, from {@code offset} on
 */
public record EncodedMessage(
    Kind kind, long attempt, int channel, long sequence, byte[] bytes, int offset, int length)
    implements ChannelMessage {

  /** What the bytes are. The order is part of the wire format. */
  public enum Kind {
    /** A {@link Frame}. */
    FRAME,
    /** A {@link SplitAssignment}. */
    SPLITS,
    /** A {@link SourceEventMessage}. */
    EVENT
  }

  @Override
  public boolean needsCredit() {
    return kind == Kind.FRAME;
  }

  @Override
  public String toString() {
    return "EncodedMessage[%s, attempt %d, channel %d, sequence %d, %d bytes]"
        .formatted(kind, attempt, channel, sequence, length);
  }
}
