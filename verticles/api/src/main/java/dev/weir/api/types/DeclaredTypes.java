package dev.weir.api.types;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type arguments that a class gives to a generic supertype. Type variables of the class itself
 * are found where the types of the first arguments are known: {@code class Tag<T> implements
 * MapFunction<T, Tuple2<T, Long>>} with {@code T} as its input.
 */
final class DeclaredTypes {

  private final Type[] arguments;
  private final Map<TypeVariable<?>, TypeInformation<?>> bindings = new HashMap<>();

  /**
   * @throws InvalidTypesException if the class extends the supertype without type arguments
   */
  DeclaredTypes(Class<?> implementation, Class<?> declaring, @Nullable TypeInformation<?>[] known) {
    arguments = argumentsOf(implementation, declaring);
    for (int i = 0; i < known.length; i++) {
      TypeInformation<?> type = known[i];
      if (type != null && !type.isMissing()) {
        unify(arguments[i], type);
      }
    }
  }

  TypeInformation<?> typeOf(int parameter) {
    return TypeReflection.typeOf(arguments[parameter], bindings);
  }

  private void unify(Type pattern, TypeInformation<?> actual) {
    if (pattern instanceof TypeVariable<?> variable) {
      bindings.putIfAbsent(variable, actual);
    } else if (pattern instanceof ParameterizedType p
        && p.getRawType() == actual.getTypeClass()
        && p.getActualTypeArguments().length == actual.componentTypes().size()) {
      List<TypeInformation<?>> parts = actual.componentTypes();
      for (int i = 0; i < parts.size(); i++) {
        unify(p.getActualTypeArguments()[i], parts.get(i));
      }
    }
  }

  private static Type[] argumentsOf(Class<?> implementation, Class<?> declaring) {
    Type[] found = search(implementation, declaring, Map.of());
    if (found == null) {
      throw new InvalidTypesException(
          implementation.getName() + " gives no type arguments to " + declaring.getSimpleName());
    }
    return found;
  }

  private static Type @Nullable [] search(
      Type type, Class<?> declaring, Map<TypeVariable<?>, Type> outer) {
    Class<?> raw = rawClass(type);
    if (raw == null || !declaring.isAssignableFrom(raw)) {
      return null;
    }
    Type[] given = type instanceof ParameterizedType p ? substituted(p, outer) : new Type[0];
    if (raw == declaring) {
      return given.length == 0 ? null : given;
    }
    Map<TypeVariable<?>, Type> inner = new HashMap<>();
    for (int i = 0; i < given.length; i++) {
      inner.put(raw.getTypeParameters()[i], given[i]);
    }
    return searchSupertypes(raw, declaring, inner);
  }

  private static Type @Nullable [] searchSupertypes(
      Class<?> raw, Class<?> declaring, Map<TypeVariable<?>, Type> inner) {
    Type parent = raw.getGenericSuperclass();
    Type[] found = parent == null ? null : search(parent, declaring, inner);
    for (Type implemented : raw.getGenericInterfaces()) {
      found = found == null ? search(implemented, declaring, inner) : found;
    }
    return found;
  }

  private static @Nullable Class<?> rawClass(Type type) {
    if (type instanceof ParameterizedType p) {
      return (Class<?>) p.getRawType();
    }
    return type instanceof Class<?> c ? c : null;
  }

  private static Type[] substituted(ParameterizedType type, Map<TypeVariable<?>, Type> variables) {
    Type[] arguments = type.getActualTypeArguments();
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = Substituted.in(arguments[i], variables);
    }
    return arguments;
  }
}
