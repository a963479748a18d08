package dev.weir.api.spi;

import dev.weir.api.types.FieldAccessor;
import dev.weir.api.types.TypeInformation;
import dev.weir.state.spi.TypeSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies functions within this process, so that each subtask has its own, as Flink's users expect
 * of fields such as a buffer or a state handle.
 *
 * <p>The copy is made by Java serialisation, of objects that this process made: what is {@link
 * Serializable} is copied deeply, and transient fields start empty. Shared by the copies are types,
 * field accessors and serialisers, which are immutable or made to be duplicated, and whatever is
 * not Serializable: the object around an anonymous class, a client, a lock. Nothing that came from
 * a file or a network is ever read this way.
 */
public final class FunctionCopy {

  private FunctionCopy() {}

  /**
   * A deep copy of a function.
   *
   * @throws IllegalArgumentException if something inside cannot be copied; the message says what,
   *     and what to do about it
   */
  @SuppressWarnings("unchecked") // a copy has the class of its original
  public static <F> F of(F function) {
    try {
      Writer writer = new Writer();
      writer.writeObject(function);
      writer.close();
      return (F) new Reader(writer, function.getClass().getClassLoader()).readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "Function "
              + function.getClass().getName()
              + " cannot be copied for each subtask: "
              + e
              + ". Make the field transient and set it in open(), or make its class Serializable;"
              + " an anonymous class also keeps the object around it",
          e);
    }
  }

  /** Stands in the bytes for something that the copies share. */
  private record Shared(int index) implements Serializable {}

  private static final class Writer extends ObjectOutputStream {

    private final ByteArrayOutputStream bytes;
    private final List<Object> shared = new ArrayList<>();

    Writer() throws IOException {
      this(new ByteArrayOutputStream());
    }

    private Writer(ByteArrayOutputStream bytes) throws IOException {
      super((OutputStream) bytes);
      this.bytes = bytes;
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) {
      if (object instanceof TypeInformation<?>
          || object instanceof FieldAccessor<?, ?>
          || object instanceof TypeSerializer<?>
          || !(object instanceof Serializable)) {
        shared.add(object);
        return new Shared(shared.size() - 1);
      }
      return object;
    }
  }

  private static final class Reader extends ObjectInputStream {

    private final List<Object> shared;
    private final ClassLoader loader;

    Reader(Writer writer, ClassLoader loader) throws IOException {
      super(new ByteArrayInputStream(writer.bytes.toByteArray()));
      this.shared = writer.shared;
      this.loader = loader;
      enableResolveObject(true);
    }

    @Override
    protected Object resolveObject(Object object) throws IOException {
      if (!(object instanceof Shared place)) {
        return object;
      }
      if (place.index() >= shared.size()) {
        throw new InvalidObjectException("no shared object " + place.index());
      }
      return shared.get(place.index());
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(description.getName(), false, loader);
      } catch (ClassNotFoundException e) {
        return super.resolveClass(description);
      }
    }
  }
}
