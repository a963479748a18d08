package dev.weir.api.types;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Types in which type variables have been replaced. */
final class Substituted {

  private Substituted() {}

  static Type in(Type type, Map<TypeVariable<?>, Type> variables) {
    if (type instanceof TypeVariable<?> variable) {
      return variables.getOrDefault(variable, variable);
    }
    if (type instanceof ParameterizedType p && !variables.isEmpty()) {
      Type[] arguments =
          Arrays.stream(p.getActualTypeArguments())
              .map(argument -> in(argument, variables))
              .toArray(Type[]::new);
      return new Parameterized(p.getRawType(), arguments);
    }
    if (type instanceof GenericArrayType a && !variables.isEmpty()) {
      return new ArrayOf(in(a.getGenericComponentType(), variables));
    }
    return type;
  }

  private record ArrayOf(Type element) implements GenericArrayType {

    @Override
    public Type getGenericComponentType() {
      return element;
    }
  }

  private record Parameterized(Type raw, Type[] arguments) implements ParameterizedType {

    @Override
    public Type[] getActualTypeArguments() {
      return arguments.clone();
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Parameterized that
          && raw.equals(that.raw)
          && Arrays.equals(arguments, that.arguments);
    }

    @Override
    public int hashCode() {
      return raw.hashCode() ^ Arrays.hashCode(arguments);
    }

    @Override
    public String toString() {
      return Arrays.stream(arguments)
          .map(Type::getTypeName)
          .collect(Collectors.joining(", ", raw.getTypeName() + "<", ">"));
    }
  }
}
