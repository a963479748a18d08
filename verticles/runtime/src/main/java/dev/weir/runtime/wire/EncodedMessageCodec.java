package dev.weir.runtime.wire;

import dev.weir.runtime.channel.EncodedMessage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/**
 * Carries the bytes of frames and splits without looking into them: only the channel knows their
 * type. Runs on event loops as well, so it copies and does nothing else.
 *
 * <p>On the wire: length (4 bytes), version (1), kind (1), attempt (8), channel (4), sequence (8),
 * then the bytes.
 */
final class EncodedMessageCodec implements MessageCodec<EncodedMessage, EncodedMessage> {

  private static final String NAME = WireBody.codecName(EncodedMessage.class);
  private static final EncodedMessage.Kind[] KINDS = EncodedMessage.Kind.values();
  private static final int ADDRESS = 1 + Long.BYTES + Integer.BYTES + Long.BYTES;

  @Override
  public void encodeToWire(Buffer buffer, EncodedMessage message) {
    WireBody.begin(buffer, ADDRESS + message.length());
    buffer.appendByte((byte) message.kind().ordinal());
    buffer.appendLong(message.attempt());
    buffer.appendInt(message.channel());
    buffer.appendLong(message.sequence());
    buffer.appendBytes(message.bytes(), message.offset(), message.length());
  }

  @Override
  public EncodedMessage decodeFromWire(int position, Buffer buffer) {
    int length = WireBody.check(NAME, position, buffer);
    if (length < ADDRESS) {
      throw new MalformedMessageException(
          "a message %s has at least %d bytes, found %d".formatted(NAME, ADDRESS, length));
    }
    int at = position + WireBody.HEADER;
    byte kind = buffer.getByte(at);
    if (kind < 0 || kind >= KINDS.length) {
      throw new MalformedMessageException(
          "the kind of a message %s is from 0 to %d, found %d"
              .formatted(NAME, KINDS.length - 1, kind));
    }
    byte[] bytes = buffer.getBytes(at + ADDRESS, at + length);
    return new EncodedMessage(
        KINDS[kind],
        buffer.getLong(at + 1),
        buffer.getInt(at + 1 + Long.BYTES),
        buffer.getLong(at + 1 + Long.BYTES + Integer.BYTES),
        bytes,
        0,
        bytes.length);
  }

  @Override
  public EncodedMessage transform(EncodedMessage message) {
    return message;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
