package dev.weir.api.tuple;

import org.jspecify.annotations.Nullable;

/** The tuple without fields. */
public final class Tuple0 extends Tuple {

  public static final Tuple0 INSTANCE = new Tuple0();

  @Override
  public int getArity() {
    return 0;
  }

  @Override
  public <T> T getField(int position) {
    throw noField(position);
  }

  @Override
  public <T> void setField(T value, int position) {
    throw noField(position);
  }

  @Override
  public Tuple0 copy() {
    return this;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tuple0;
  }

  @Override
  public int hashCode() {
    return 0;
  }
}
