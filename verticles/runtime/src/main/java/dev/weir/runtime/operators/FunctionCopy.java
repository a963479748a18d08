package dev.weir.runtime.operators;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives every subtask an instance of its own of a user function, as Flink's users expect of fields
 * such as a buffer or a state handle.
 *
 * <p>The copy is made by Java serialisation within this process, of objects this process made: what
 * is {@link Serializable} is copied deeply, transient fields start empty, and what is not (the
 * enclosing instance of an anonymous class, a client, a lock) is shared by reference. Nothing that
 * came from a file or a network is ever read this way.
 */
public final class FunctionCopy {

  private FunctionCopy() {}

  /**
   * @throws IllegalArgumentException if the function cannot be copied; the message names its class
   */
  public static <T> T of(T function) {
    List<Object> shared = new ArrayList<>();
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new SharingOutput(bytes, shared)) {
        out.writeObject(function);
      }
      ClassLoader loader = function.getClass().getClassLoader();
      try (ObjectInputStream in =
          new SharingInput(new ByteArrayInputStream(bytes.toByteArray()), shared, loader)) {
        @SuppressWarnings("unchecked") // a copy is of the class it was copied from
        T copy = (T) in.readObject();
        return copy;
      }
    } catch (IOException | ClassNotFoundException | RuntimeException e) {
      throw new IllegalArgumentException(
          "the function "
              + function.getClass().getName()
              + " cannot be copied for a subtask: "
              + e
              + "; make what it holds Serializable, or a transient field that open() fills",
          e);
    }
  }

  private record Shared(int index) implements Serializable {}

  private static final class SharingOutput extends ObjectOutputStream {
    private final List<Object> shared;

    SharingOutput(ByteArrayOutputStream out, List<Object> shared) throws IOException {
      super(out);
      this.shared = shared;
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) {
      if (object instanceof Serializable) {
        return object;
      }
      shared.add(object);
      return new Shared(shared.size() - 1);
    }
  }

  private static final class SharingInput extends ObjectInputStream {
    private final List<Object> shared;
    private final ClassLoader loader;

    SharingInput(ByteArrayInputStream in, List<Object> shared, ClassLoader loader)
        throws IOException {
      super(in);
      this.shared = shared;
      this.loader = loader;
      enableResolveObject(true);
    }

    @Override
    protected Object resolveObject(Object object) {
      return object instanceof Shared reference ? shared.get(reference.index()) : object;
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
