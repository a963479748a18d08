package dev.weir.api.types;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** How the values of a struct are taken apart and put together. Safe for use by many threads. */
abstract class Shape<T> {

  /** In place of a field that was not read: a POJO keeps what its constructor gave it. */
  static final Object ABSENT = new Object();

  static <T> Shape<T> of(StructType<T> type) {
    return switch (type.kind()) {
      case TUPLE -> TupleShape.of(type);
      case RECORD -> new RecordShape<>(type);
      case POJO -> new PojoShape<>(type);
    };
  }

  /**
   * Makes a value like the first of two, with one field being the sum of that of both, and boxes
   * nothing: a handle of type {@code (Object,Object)Object}. Null if there is no such way.
   */
  @Nullable MethodHandle adder(int field) {
    return null;
  }

  abstract @Nullable Object get(T owner, int field);

  /** Makes a value of all its fields; the array is not kept. */
  abstract T make(@Nullable Object[] fields);

  /** What each field is when it was not read. */
  abstract @Nullable Object[] absent();

  /** All fields of a value. */
  final @Nullable Object[] takeApart(T owner) {
    @Nullable Object[] fields = absent();
    for (int i = 0; i < fields.length; i++) {
      fields[i] = get(owner, i);
    }
    return fields;
  }
}
