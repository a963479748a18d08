package dev.weir.state.heap;

import dev.weir.state.ValueState;
import org.jspecify.annotations.Nullable;

/** A boxed primitive under a primitive key, held as its bits. */
final class BitsValue<T> implements ValueState<T> {

  private final LongTable table;
  private final Bits<T> bits;
  private final @Nullable T defaultValue;

  BitsValue(LongTable table, Bits<T> bits, @Nullable T defaultValue) {
    this.table = table;
    this.bits = bits;
    this.defaultValue = defaultValue;
  }

  @Override
  public @Nullable T value() {
    return table.find() ? bits.box().apply(table.value()) : defaultValue;
  }

  @Override
  public void update(@Nullable T value) {
    if (value == null) {
      table.remove();
    } else {
      table.set(bits.of().applyAsLong(value));
    }
  }

  @Override
  public void clear() {
    table.remove();
  }
}
