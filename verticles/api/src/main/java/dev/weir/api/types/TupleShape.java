package dev.weir.api.types;

import dev.weir.api.tuple.Tuple;
import org.jspecify.annotations.Nullable;

/** Tuples are known by their arity. */
final class TupleShape extends Shape<Tuple> {

  private final int arity;

  private TupleShape(int arity) {
    this.arity = arity;
  }

  /** A struct of kind tuple has a tuple class, and so {@code T} is one. */
  @SuppressWarnings("unchecked")
  static <T> Shape<T> of(StructType<T> type) {
    return (Shape<T>) new TupleShape(type.components().size());
  }

  @Override
  @Nullable Object get(Tuple owner, int field) {
    return owner.getField(field);
  }

  @Override
  Tuple make(@Nullable Object[] fields) {
    Tuple tuple = Tuple.newInstance(arity);
    for (int i = 0; i < arity; i++) {
      tuple.setField(fields[i], i);
    }
    return tuple;
  }

  @Override
  @Nullable Object[] absent() {
    return new Object[arity];
  }
}
