package dev.weir.api.types;

import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out what type of data a user function produces. */
public final class TypeExtraction {

  private TypeExtraction() {}

  /**
   * The type that a function has for a type parameter of the interface or class it implements: for
   * {@code MapFunction<T, O>}, parameter 1 is what it produces.
   *
   * <p>Classes and anonymous classes are asked for their declared types. Of a lambda the erased
   * types are known, which is enough unless the type has parameters itself; of a method reference
   * also what the method declares. Lambdas must be serializable, that is, {@code declaring} must
   * extend {@link java.io.Serializable}; they are only looked at.
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
    TypeVariable<?> wanted = declaring.getTypeParameters()[parameter];
    Optional<LambdaSignature> lambda = LambdaSignature.of(function, declaring);
    try {
      return TypeReflection.typed(
          lambda.isPresent()
              ? lambda.get().typeOf(wanted, bindings(declaring, known))
              : new DeclaredTypes(function.getClass(), declaring, known).typeOf(parameter));
    } catch (InvalidTypesException e) {
      String name = lambda.map(LambdaSignature::describe).orElse(function.getClass().getName());
      return new MissingType<>(message(name, streamName, e.getMessage()));
    }
  }

  private static Map<TypeVariable<?>, TypeInformation<?>> bindings(
      Class<?> declaring, @Nullable TypeInformation<?>[] known) {
    Map<TypeVariable<?>, TypeInformation<?>> bindings = new HashMap<>();
    for (int i = 0; i < known.length; i++) {
      TypeInformation<?> type = known[i];
      if (type != null && !type.isMissing()) {
        bindings.put(declaring.getTypeParameters()[i], type);
      }
    }
    return bindings;
  }

  private static String message(String function, String streamName, @Nullable String why) {
    return "The return type of function '"
        + function
        + "' could not be determined because of type erasure ("
        + why
        + "); call returns(...) on the stream '"
        + streamName
        + "', for example returns(Types.STRING) or returns(new TypeHint<Tuple2<String, Long>>() {})";
  }
}
