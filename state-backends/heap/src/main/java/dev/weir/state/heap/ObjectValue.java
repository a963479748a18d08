package dev.weir.state.heap;

import dev.weir.state.ValueState;
import dev.weir.state.spi.ValueStateSpec;
import org.jspecify.annotations.Nullable;

/** A value held as an object. */
final class ObjectValue<T> implements ValueState<T> {

  private final ObjectTable<T> table;
  private final ValueStateSpec<T> spec;

  ObjectValue(ObjectTable<T> table, ValueStateSpec<T> spec) {
    this.table = table;
    this.spec = spec;
  }

  @Override
  public @Nullable T value() {
    T value = table.own();
    return value != null ? value : freshDefault();
  }

  @Override
  public void update(@Nullable T value) {
    if (value == null) {
      table.remove();
    } else {
      table.put(value);
    }
  }

  @Override
  public void clear() {
    table.remove();
  }

  private @Nullable T freshDefault() {
    T defaultValue = spec.defaultValue();
    return defaultValue == null ? null : spec.serializer().copy(defaultValue);
  }
}
