package dev.weir.api.types;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * Names a generic type that a class object cannot name: {@code new TypeHint<Tuple2<String, Long>>()
 * {}}, with the braces.
 */
public abstract class TypeHint<T> {

  private final Type type;

  /**
   * @throws InvalidTypesException if the type is not given or contains type variables
   */
  protected TypeHint() {
    if (!(getClass().getGenericSuperclass() instanceof ParameterizedType hint)) {
      throw new InvalidTypesException("a TypeHint needs its type: new TypeHint<List<String>>() {}");
    }
    type = hint.getActualTypeArguments()[0];
  }

  public final TypeInformation<T> getTypeInfo() {
    return TypeInformation.of(this);
  }

  final Type type() {
    return type;
  }
}
