package dev.weir.api.types;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.TypeSerializer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.fory.Fory;
import org.apache.fory.exception.ForyException;
import org.apache.fory.logging.LoggerFactory;
import org.apache.fory.memory.MemoryBuffer;
import org.apache.fory.memory.MemoryUtils;
import org.jspecify.annotations.Nullable;

/**
 * A length, the bytes of Apache Fory, and their CRC-32C.
 *
 * <p>Fory is in compatible mode, so that fields may be added and removed, and makes no class that
 * is not registered. The checksum is there because Fory does not promise anything about damaged
 * bytes. It is made when first used: a job that never meets such a value does not pay for it. It
 * compiles its serialisers in a thread of its own, for whoever waits for a value may be an event
 * loop.
 */
final class GenericSerializer<T> extends BaseSerializer<T> {

  private final Class<T> typeClass;
  private final Collection<Class<?>> classes;
  private final CRC32C crc = new CRC32C();
  private final MemoryBuffer buffer = MemoryUtils.buffer(256);
  private @Nullable Fory fory;

  GenericSerializer(Class<T> typeClass, Collection<Class<?>> classes) {
    this.typeClass = typeClass;
    this.classes = classes;
  }

  private Fory fory() {
    if (fory == null) {
      fory = newFory(classes);
    }
    return fory;
  }

  private static Fory newFory(Collection<Class<?>> classes) {
    LoggerFactory.disableLogging();
    Fory fory =
        Fory.builder()
            .withXlang(false)
            .withCompatible(true)
            .withRefTracking(true)
            .withRefCopy(true)
            .requireClassRegistration(true)
            .withDeserializeUnknownClass(false)
            .suppressClassRegistrationWarnings(true)
            .withAsyncCompilation(true)
            .build();
    List<Class<?>> sorted =
        classes.stream().sorted(Comparator.<Class<?>, String>comparing(Class::getName)).toList();
    sorted.forEach(type -> fory.register(type, type.getName()));
    return fory;
  }

  @Override
  Extent extent() {
    return Extent.BLOCK;
  }

  @Override
  boolean isShareable() {
    return false;
  }

  @Override
  public void write(T value, ByteOutput out) {
    buffer.writerIndex(0);
    try {
      fory().serialize(buffer, value);
    } catch (ForyException e) {
      throw refused(value, e);
    }
    int length = buffer.writerIndex();
    out.writeVarInt(length);
    out.writeBytes(buffer.getHeapMemory(), 0, length);
    out.writeInt(checksum(buffer.getHeapMemory(), 0, length));
  }

  private InvalidTypesException refused(T value, RuntimeException e) {
    return new InvalidTypesException(
        "a value of class "
            + value.getClass().getName()
            + ", declared as "
            + typeClass.getName()
            + ", cannot be written: "
            + e.getMessage()
            + "; declare the type as Types.GENERIC("
            + typeClass.getSimpleName()
            + ".class, ...) with every class that may occur in it",
        e);
  }

  private int checksum(byte[] bytes, int from, int length) {
    crc.reset();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  @Override
  @SuppressWarnings("unchecked") // the checksum says that these are bytes that were written
  public T read(ByteInput in) {
    int length = in.readLength();
    int start = in.position();
    in.skip(length);
    if (in.readInt() != checksum(in.array(), start, length)) {
      throw new CorruptStateException("the checksum of a " + typeClass.getName() + " is wrong");
    }
    try {
      return (T) fory().deserialize(MemoryBuffer.fromByteArray(in.array(), start, length));
    } catch (RuntimeException e) {
      throw new CorruptStateException("a " + typeClass.getName() + " cannot be read: " + e, e);
    }
  }

  @Override
  public T copy(T value) {
    return fory().copy(value);
  }

  @Override
  public boolean isImmutable() {
    return false;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return new GenericSerializer<>(typeClass, classes);
  }

  @Override
  public String schema() {
    return "generic " + typeClass.getName();
  }
}
