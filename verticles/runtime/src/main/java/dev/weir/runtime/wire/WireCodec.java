package dev.weir.runtime.wire;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/**
 * Hands a message over by reference within a JVM, and writes it in binary between two. The sender
 * must not touch it afterwards.
 *
 * <p>On the wire: the length of what follows (4 bytes), the version (1 byte), then what the format
 * writes.
 *
 * @param <T> the class of the message
 */
public final class WireCodec<T> implements MessageCodec<T, T> {

  private final String name;
  private final WireFormat<T> format;

  /**
   * @param type all messages are of this very class; Vert.x finds the codec by it
   */
  public WireCodec(Class<T> type, WireFormat<T> format) {
    this.name = WireBody.codecName(type);
    this.format = format;
  }

  @Override
  public void encodeToWire(Buffer buffer, T message) {
    ByteOutput out = new ByteOutput(256);
    format.write(message, out);
    WireBody.begin(buffer, out.size());
    buffer.appendBytes(out.array(), 0, out.size());
  }

  /**
   * @throws MalformedMessageException if the bytes are damaged or of another version
   */
  @Override
  public T decodeFromWire(int position, Buffer buffer) {
    int length = WireBody.check(name, position, buffer);
    int start = position + WireBody.HEADER;
    ByteInput in = new ByteInput(buffer.getBytes(start, start + length));
    T message;
    try {
      message = format.read(in);
    } catch (RuntimeException e) {
      throw new MalformedMessageException(
          "a message %s of %d bytes cannot be read: %s".formatted(name, length, e.getMessage()), e);
    }
    if (in.remaining() > 0) {
      throw new MalformedMessageException(
          "a message %s of %d bytes was read, but %d are left over"
              .formatted(name, length, in.remaining()));
    }
    return message;
  }

  @Override
  public T transform(T message) {
    return message;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
