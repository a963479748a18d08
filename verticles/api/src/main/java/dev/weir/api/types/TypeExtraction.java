package dev.weir.api.types;

import org.jspecify.annotations.Nullable;

/** Finds out what type of data a user function produces. */
public final class TypeExtraction {

  private TypeExtraction() {}

  /**
   * The type that a function has for a type parameter of the interface or class it implements: for
   * {@code MapFunction<T, O>}, parameter 1 is what it produces.
   *
   * <p>Classes and anonymous classes are asked for their declared types. Of a lambda or a method
   * reference the erased types are known, which is enough unless the type has parameters itself.
   *
   * @param function what the user gave
   * @param declaring the generic interface or class that the API asks for
   * @param parameter index of the type parameter, from 0
   * @param streamName the name of the new stream, for the message
   * @param known the types of the first type parameters of {@code declaring}, usually the inputs;
   *     null where it is not known
   * @return the type, or one that {@linkplain TypeInformation#isMissing is missing} and throws when
   *     it is used, with a message that says to call {@code returns(...)}
   */
  public static <T> TypeInformation<T> typeOf(
      Object function,
      Class<?> declaring,
      int parameter,
      String streamName,
      @Nullable TypeInformation<?>... known) {
    throw new UnsupportedOperationException();
  }
}
