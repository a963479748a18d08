package dev.weir.runtime.accumulators;

import dev.weir.state.spi.CorruptStateException;

/** Classes that another node names. */
final class LoadedClass {

  private LoadedClass() {}

  /**
   * Nothing of the class runs before it is known to be what is expected.
   *
   * @throws CorruptStateException if this node has no such class
   */
  static <T> Class<? extends T> named(String name, Class<T> expected) {
    try {
      return Class.forName(name, false, LoadedClass.class.getClassLoader()).asSubclass(expected);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new CorruptStateException("there is no class named " + name, e);
    } catch (ClassCastException e) {
      throw new CorruptStateException(name + " is no " + expected.getSimpleName(), e);
    }
  }
}
