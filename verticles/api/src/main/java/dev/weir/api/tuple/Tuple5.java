package dev.weir.api.tuple;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A tuple of five fields. */
public final class Tuple5<T0, T1, T2, T3, T4> extends Tuple {
  public T0 f0;
  public T1 f1;
  public T2 f2;
  public T3 f3;
  public T4 f4;

  /** All fields null. */
  @SuppressWarnings("NullAway")
  public Tuple5() {}

  public Tuple5(T0 f0, T1 f1, T2 f2, T3 f3, T4 f4) {
    this.f0 = f0;
    this.f1 = f1;
    this.f2 = f2;
    this.f3 = f3;
    this.f4 = f4;
  }

  public static <T0, T1, T2, T3, T4> Tuple5<T0, T1, T2, T3, T4> of(
      T0 f0, T1 f1, T2 f2, T3 f3, T4 f4) {
    return new Tuple5<>(f0, f1, f2, f3, f4);
  }

  @Override
  public int getArity() {
    return 5;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T getField(int position) {
    return (T)
        switch (position) {
          case 0 -> f0;
          case 1 -> f1;
          case 2 -> f2;
          case 3 -> f3;
          case 4 -> f4;
          default -> throw noField(position);
        };
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> void setField(T value, int position) {
    switch (position) {
      case 0 -> f0 = (T0) value;
      case 1 -> f1 = (T1) value;
      case 2 -> f2 = (T2) value;
      case 3 -> f3 = (T3) value;
      case 4 -> f4 = (T4) value;
      default -> throw noField(position);
    }
  }

  public void setFields(T0 f0, T1 f1, T2 f2, T3 f3, T4 f4) {
    this.f0 = f0;
    this.f1 = f1;
    this.f2 = f2;
    this.f3 = f3;
    this.f4 = f4;
  }

  @Override
  public Tuple5<T0, T1, T2, T3, T4> copy() {
    return new Tuple5<>(f0, f1, f2, f3, f4);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tuple5<?, ?, ?, ?, ?> that
        && Objects.equals(f0, that.f0)
        && Objects.equals(f1, that.f1)
        && Objects.equals(f2, that.f2)
        && Objects.equals(f3, that.f3)
        && Objects.equals(f4, that.f4);
  }

  @Override
  public int hashCode() {
    int result = Objects.hashCode(f0);
    result = 31 * result + Objects.hashCode(f1);
    result = 31 * result + Objects.hashCode(f2);
    result = 31 * result + Objects.hashCode(f3);
    result = 31 * result + Objects.hashCode(f4);
    return result;
  }
}
