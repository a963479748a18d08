package dev.weir.api.tuple;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A tuple of two fields. */
public final class Tuple2<T0, T1> extends Tuple {
  public T0 f0;
  public T1 f1;

  /** All fields null. */
  @SuppressWarnings("NullAway")
  public Tuple2() {}

  public Tuple2(T0 f0, T1 f1) {
    this.f0 = f0;
    this.f1 = f1;
  }

  public static <T0, T1> Tuple2<T0, T1> of(T0 f0, T1 f1) {
    return new Tuple2<>(f0, f1);
  }

  @Override
  public int getArity() {
    return 2;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T getField(int position) {
    return (T)
        switch (position) {
          case 0 -> f0;
          case 1 -> f1;
          default -> throw noField(position);
        };
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> void setField(T value, int position) {
    switch (position) {
      case 0 -> f0 = (T0) value;
      case 1 -> f1 = (T1) value;
      default -> throw noField(position);
    }
  }

  public void setFields(T0 f0, T1 f1) {
    this.f0 = f0;
    this.f1 = f1;
  }

  /** The same fields the other way round. */
  public Tuple2<T1, T0> swap() {
    return new Tuple2<>(f1, f0);
  }

  @Override
  public Tuple2<T0, T1> copy() {
    return new Tuple2<>(f0, f1);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tuple2<?, ?> that
        && Objects.equals(f0, that.f0)
        && Objects.equals(f1, that.f1);
  }

  @Override
  public int hashCode() {
    int result = Objects.hashCode(f0);
    result = 31 * result + Objects.hashCode(f1);
    return result;
  }
}
