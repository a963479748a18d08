package dev.weir.api.tuple;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A tuple of eight fields. */
public final class Tuple8<T0, T1, T2, T3, T4, T5, T6, T7> extends Tuple {
  public T0 f0;
  public T1 f1;
  public T2 f2;
  public T3 f3;
  public T4 f4;
  public T5 f5;
  public T6 f6;
  public T7 f7;

  /** All fields null. */
  @SuppressWarnings("NullAway")
  public Tuple8() {}

  public Tuple8(T0 f0, T1 f1, T2 f2, T3 f3, T4 f4, T5 f5, T6 f6, T7 f7) {
    this.f0 = f0;
    this.f1 = f1;
    this.f2 = f2;
    this.f3 = f3;
    this.f4 = f4;
    this.f5 = f5;
    this.f6 = f6;
    this.f7 = f7;
  }

  public static <T0, T1, T2, T3, T4, T5, T6, T7> Tuple8<T0, T1, T2, T3, T4, T5, T6, T7> of(
      T0 f0, T1 f1, T2 f2, T3 f3, T4 f4, T5 f5, T6 f6, T7 f7) {
    return new Tuple8<>(f0, f1, f2, f3, f4, f5, f6, f7);
  }

  @Override
  public int getArity() {
    return 8;
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
          case 5 -> f5;
          case 6 -> f6;
          case 7 -> f7;
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
      case 5 -> f5 = (T5) value;
      case 6 -> f6 = (T6) value;
      case 7 -> f7 = (T7) value;
      default -> throw noField(position);
    }
  }

  public void setFields(T0 f0, T1 f1, T2 f2, T3 f3, T4 f4, T5 f5, T6 f6, T7 f7) {
    this.f0 = f0;
    this.f1 = f1;
    this.f2 = f2;
    this.f3 = f3;
    this.f4 = f4;
    this.f5 = f5;
    this.f6 = f6;
    this.f7 = f7;
  }

  @Override
  public Tuple8<T0, T1, T2, T3, T4, T5, T6, T7> copy() {
    return new Tuple8<>(f0, f1, f2, f3, f4, f5, f6, f7);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tuple8<?, ?, ?, ?, ?, ?, ?, ?> that
        && Objects.equals(f0, that.f0)
        && Objects.equals(f1, that.f1)
        && Objects.equals(f2, that.f2)
        && Objects.equals(f3, that.f3)
        && Objects.equals(f4, that.f4)
        && Objects.equals(f5, that.f5)
        && Objects.equals(f6, that.f6)
        && Objects.equals(f7, that.f7);
  }

  @Override
  public int hashCode() {
    int result = Objects.hashCode(f0);
    result = 31 * result + Objects.hashCode(f1);
    result = 31 * result + Objects.hashCode(f2);
    result = 31 * result + Objects.hashCode(f3);
    result = 31 * result + Objects.hashCode(f4);
    result = 31 * result + Objects.hashCode(f5);
    result = 31 * result + Objects.hashCode(f6);
    result = 31 * result + Objects.hashCode(f7);
    return result;
  }
}
