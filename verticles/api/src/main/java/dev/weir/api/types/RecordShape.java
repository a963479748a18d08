package dev.weir.api.types;

import dev.weir.api.types.StructType.Component;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
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
  private final List<Component> components;

  RecordShape(StructType<T> struct) {
    components = struct.components();
    Class<?>[] parameters = fieldTypes();
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

  private Class<?>[] fieldTypes() {
    return components.stream()
        .<Class<?>>map(c -> Objects.requireNonNull(c.javaField()).getType())
        .toArray(Class<?>[]::new);
  }

  @Override
  @Nullable MethodHandle adder(int field) {
    Class<?>[] parameters = fieldTypes();
    MethodHandle sum = Sums.of(parameters[field]);
    if (sum == null) {
      return null;
    }
    MethodHandle adder = Access.constructor(type, parameters);
    int[] owners = new int[parameters.length + 1];
    owners[field + 1] = 1;
    for (int i = parameters.length - 1; i >= 0; i--) {
      MethodHandle getter = Access.getter(components.get(i));
      adder =
          i == field
              ? MethodHandles.collectArguments(
                  adder, i, MethodHandles.filterArguments(sum, 0, getter, getter))
              : MethodHandles.filterArguments(adder, i, getter);
    }
    MethodType ofTwo = MethodType.methodType(type, type, type);
    return MethodHandles.permuteArguments(adder, ofTwo, owners)
        .asType(MethodType.genericMethodType(2));
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
