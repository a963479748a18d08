package dev.weir.state.heap;

import dev.weir.state.ListState;
import dev.weir.state.spi.ListStateSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A list under each key. */
final class HeapList<T> implements ListState<T> {

  private final ObjectTable<List<T>> table;
  private final ListStateSpec<T> spec;
  private final boolean immutableElements;

  HeapList(ObjectTable<List<T>> table, ListStateSpec<T> spec) {
    this.table = table;
    this.spec = spec;
    this.immutableElements = spec.elementSerializer().isImmutable();
  }

  @Override
  public Iterable<T> get() {
    @Nullable List<T> elements = immutableElements ? table.peek() : table.own();
    return elements == null ? List.of() : Collections.unmodifiableList(elements);
  }

  @Override
  public void add(T value) {
    requireElement(value);
    List<T> elements = table.own();
    if (elements == null) {
      elements = new ArrayList<>(4);
      table.put(elements);
    }
    elements.add(value);
  }

  @Override
  public void addAll(List<T> values) {
    values.forEach(this::requireElement);
    List<T> elements = table.own();
    if (elements != null) {
      elements.addAll(values);
    } else if (!values.isEmpty()) {
      table.put(new ArrayList<>(values));
    }
  }

  @Override
  public void update(List<T> values) {
    values.forEach(this::requireElement);
    if (values.isEmpty()) {
      table.remove();
    } else {
      table.put(new ArrayList<>(values));
    }
  }

  @Override
  public void clear() {
    table.remove();
  }

  private void requireElement(T value) {
    Objects.requireNonNull(value, () -> "list state '" + spec.name() + "' holds no null");
  }
}
