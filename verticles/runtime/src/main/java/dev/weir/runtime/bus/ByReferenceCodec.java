package dev.weir.runtime.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/**
 * Hands a message over by reference within a JVM. The sender must not touch it afterwards.
 *
 * @param <T> the class of the message
 */
public final class ByReferenceCodec<T> implements MessageCodec<T, T> {

  private final Class<T> type;

  public ByReferenceCodec(Class<T> type) {
    this.type = type;
  }

  @Override
  public void encodeToWire(Buffer buffer, T message) {
    throw new UnsupportedOperationException(
        type.getName() + " stays within its JVM; it was about to be sent to another node");
  }

  @Override
  public T decodeFromWire(int position, Buffer buffer) {
    throw new UnsupportedOperationException(type.getName() + " stays within its JVM");
  }

  @Override
  public T transform(T message) {
    return message;
  }

  @Override
  public String name() {
    return "weir:" + type.getName();
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
