package dev.weir.runtime.channel;

/**
 * A message of a channel as bytes, on its way between two JVMs: what it means only the two ends of
 * the channel know. The bytes belong to the sender, who uses them again when the message has been
 * acknowledged, and to the receiver after that: they lie in another array there.
 *
 * @param bytes not to be changed before the message is acknowledged
 * @param length of the part that counts, from {@code offset} on
 */
public record EncodedMessage(
    Kind kind, long attempt, int channel, long sequence, byte[] bytes, int offset, int length)
    implements ChannelMessage {

  /** What the bytes are. Order and number are part of the wire format. */
  public enum Kind {
    FRAME,
    SPLITS
  }

  @Override
  public String toString() {
    return "EncodedMessage[%s, attempt %d, channel %d, sequence %d, %d bytes]"
        .formatted(kind, attempt, channel, sequence, length);
  }
}
