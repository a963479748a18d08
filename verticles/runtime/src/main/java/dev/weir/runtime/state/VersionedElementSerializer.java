package dev.weir.runtime.state;

import dev.weir.api.source.SimpleVersionedSerializer;
import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.TypeSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes splits, committables and enumerator checkpoints as elements of operator state: the version
 * of the format, then what the connector's serialiser makes of the element.
 */
public final class VersionedElementSerializer<T> implements TypeSerializer<T> {

  private final String what;
  private final SimpleVersionedSerializer<T> serializer;

  /**
   * @param what names the elements in schemas and messages: {@code split}, {@code committable}
   */
  public VersionedElementSerializer(String what, SimpleVersionedSerializer<T> serializer) {
    this.what = what;
    this.serializer = serializer;
  }

  @Override
  public void write(T value, ByteOutput out) {
    try {
      byte[] bytes = serializer.serialize(value);
      out.writeInt(serializer.getVersion());
      out.writeVarInt(bytes.length);
      out.writeBytes(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a " + what, e);
    }
  }

  @Override
  public T read(ByteInput in) {
    int version = in.readInt();
    byte[] bytes = in.readBytes(in.readLength());
    try {
      return serializer.deserialize(version, bytes);
    } catch (IOException e) {
      throw new CorruptStateException(
          "cannot read a %s of version %d: %s".formatted(what, version, e.getMessage()), e);
    }
  }

  @Override
  public T copy(T value) {
    ByteOutput out = new ByteOutput();
    write(value, out);
    return read(new ByteInput(out.array(), 0, out.size()));
  }

  @Override
  public boolean isImmutable() {
    return false;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  @Override
  public String schema() {
    return what;
  }
}
