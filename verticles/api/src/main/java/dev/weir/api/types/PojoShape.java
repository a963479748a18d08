package dev.weir.api.types;

import dev.weir.api.types.StructType.Component;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** POJOs: made by the constructor without arguments, then filled field by field. */
final class PojoShape<T> extends Shape<T> {

  private final Class<T> type;
  private final MethodHandle constructor;
  private final MethodHandle[] getters;
  private final MethodHandle[] setters;
  private final List<Component> components;

  PojoShape(StructType<T> struct) {
    type = struct.getTypeClass();
    components = struct.components();
    constructor = Access.constructor(type).asType(MethodType.genericMethodType(0));
    getters = Access.getters(struct.components());
    setters = Access.setters(struct.components());
  }

  @Override
  @Nullable MethodHandle adder(int field) {
    MethodHandle sum = Sums.of(Access.getter(components.get(field)).type().returnType());
    if (sum == null) {
      return null;
    }
    MethodHandle filled = MethodHandles.dropArguments(MethodHandles.identity(type), 1, type, type);
    for (int i = 0; i < components.size(); i++) {
      MethodHandle getter = ofType(Access.getter(components.get(i)));
      MethodHandle setter = Access.setter(components.get(i));
      MethodHandle value =
          i == field ? MethodHandles.filterArguments(sum, 0, getter, getter) : getter;
      MethodHandle fill = MethodHandles.collectArguments(setter, 1, value);
      filled =
          MethodHandles.foldArguments(
              filled, fill.asType(fill.type().changeParameterType(0, type)));
    }
    return MethodHandles.foldArguments(filled, Access.constructor(type))
        .asType(MethodType.genericMethodType(2));
  }

  /** A getter of an inherited field is one of a superclass. */
  private MethodHandle ofType(MethodHandle getter) {
    return getter.asType(getter.type().changeParameterType(0, type));
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
      Object made = (Object) constructor.invokeExact();
      for (int i = 0; i < fields.length; i++) {
        if (fields[i] != ABSENT) {
          setters[i].invokeExact(made, fields[i]);
        }
      }
      return (T) made;
    } catch (Throwable e) {
      throw Access.rethrown(e, type);
    }
  }

  @Override
  @Nullable Object[] absent() {
    @Nullable Object[] fields = new Object[setters.length];
    Arrays.fill(fields, ABSENT);
    return fields;
  }
}
