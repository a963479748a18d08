package dev.weir.api.types;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** POJOs: made by the constructor without arguments, then filled field by field. */
final class PojoShape<T> extends Shape<T> {

  private final Class<T> type;
  private final MethodHandle constructor;
  private final MethodHandle[] getters;
  private final MethodHandle[] setters;

  PojoShape(StructType<T> struct) {
    type = struct.getTypeClass();
    constructor = Access.constructor(type).asType(MethodType.genericMethodType(0));
    getters = Access.getters(struct.components());
    setters = Access.setters(struct.components());
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
