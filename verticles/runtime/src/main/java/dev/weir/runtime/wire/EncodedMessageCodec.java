package dev.weir.runtime.wire;

import dev.weir.runtime.channel.EncodedMessage;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.internal.buffer.BufferInternal;

/**
 * Carries the bytes of frames and splits without looking into them: only the channel knows their
 * type. Runs on event loops as well, so it copies at most, and does nothing else.
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
    return message(buffer, at, KINDS[kind], length - ADDRESS);
  }

  /** The bus gives each message a buffer of its own: its bytes are taken where they lie. */
  private static EncodedMessage message(
      Buffer buffer, int at, EncodedMessage.Kind kind, int length) {
    ByteBuf content = ((BufferInternal) buffer).getByteBuf();
    boolean accessible = content.hasArray();
    int start = at + ADDRESS;
    return new EncodedMessage(
        kind,
        buffer.getLong(at + 1),
        buffer.getInt(at + 1 + Long.BYTES),
        buffer.getLong(at + 1 + Long.BYTES + Integer.BYTES),
        accessible ? content.array() : buffer.getBytes(start, start + length),
        accessible ? content.arrayOffset() + start : 0,
        length);
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
