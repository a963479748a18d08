package dev.weir.state.heap;

import dev.weir.state.spi.LongValueState;
import org.jspecify.annotations.Nullable;

/** A long under a primitive key; the innermost loop of a running count. */
final class LongValue implements LongValueState {

  private final LongTable table;
  private final @Nullable Long defaultValue;

  LongValue(LongTable table, @Nullable Long defaultValue) {
    this.table = table;
    this.defaultValue = defaultValue;
  }

  @Override
  public long get(long absent) {
    return table.find() ? table.value() : absent;
  }

  @Override
  public void set(long value) {
    table.set(value);
  }

  @Override
  public long add(long delta) {
    return table.add(delta);
  }

  @Override
  public @Nullable Long value() {
    return table.find() ? (Long) table.value() : defaultValue;
  }

  @Override
  public void update(@Nullable Long value) {
    if (value == null) {
      table.remove();
    } else {
      table.set(value);
    }
  }

  @Override
  public void clear() {
    table.remove();
  }
}
