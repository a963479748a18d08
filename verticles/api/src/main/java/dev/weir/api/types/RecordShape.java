package dev.weir.api.types;

import dev.weir.api.types.StructType.Component;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Records: fields are read directly, values are made by the canonical constructor. */
final class RecordShape<T> extends Shape<T> {

  private final Class<T> type;
  private final MethodHandle[] getters;
  private final MethodHandle constructor;
  private final @Nullable Object[] defaults;

  RecordShape(StructType<T> struct) {
    List<Component> components = struct.components();
    Class<?>[] parameters =
        components.stream()
            .<Class<?>>map(c -> Objects.requireNonNull(c.javaField()).getType())
            .toArray(Class<?>[]::new);
    type = struct.getTypeClass();
    getters = Access.getters(components);
    constructor =
        Access.constructor(type, parameters)
            .asType(MethodType.genericMethodType(parameters.length))
            .asSpreader(Object[].class, parameters.length);
    defaults = new Object[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      defaults[i] = parameters[i].isPrimitive() ? zero(parameters[i]) : null;
    }
  }

  private static Object zero(Class<?> primitive) {
    return Array.get(Array.newInstance(primitive, 1), 0);
  }

  @Override
  @Nullable Object get(T owner, int field) {
    try {
      return (Object) getters[field].invokeExact((Object) owner);
    } catch (Throwable e) {
      throw Access.rethrown(e, type);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the constructor makes nothing else
  T make(@Nullable Object[] fields) {
    try {
      return (T) (Object) constructor.invokeExact(fields);
    } catch (Throwable e) {
      throw Access.rethrown(e, type);
    }
  }

  @Override
  @Nullable Object[] absent() {
    return defaults.clone();
  }
}
