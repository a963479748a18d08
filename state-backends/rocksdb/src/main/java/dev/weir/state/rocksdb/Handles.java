package dev.weir.state.rocksdb;

import dev.weir.state.spi.StateSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The states of a subtask that were asked for, and their columns. */
final class Handles {

  private final String operator;
  private final RowStore store;
  private final Captures captures;
  private final LongSupplier clock;
  private final Map<String, Handle> handles = new HashMap<>();

  /** A state that was asked for. */
  private record Handle(StateSchema schema, Object state) {}

  Handles(String operator, RowStore store, Captures captures, LongSupplier clock) {
    this.operator = operator;
    this.store = store;
    this.captures = captures;
    this.clock = clock;
  }

  /**
   * The state of a schema, made upon its column if it was not asked for before.
   *
   * @param requireReadable checks the schema of each part that was restored
   */
  Object claim(
      StateSchema schema,
      Consumer<StateSchema> requireReadable,
      Supplier<Migration> migration,
      Function<Column, Object> create) {
    Handle known = handles.get(schema.name());
    if (known != null) {
      known.schema.requireSame(operator, schema);
      return known.state;
    }
    store.columnsOf(schema).forEach(each -> requireReadable.accept(each.schema()));
    Object state = create.apply(columnOf(schema, migration));
    handles.put(schema.name(), new Handle(schema, state));
    return state;
  }

  @Nullable StateSchema schemaOf(String name) {
    Handle handle = handles.get(name);
    return handle == null ? null : handle.schema;
  }

  /** The column of a state, into which rows that were saved with other schemas are moved. */
  private Column columnOf(StateSchema schema, Supplier<Migration> migration) {
    List<Column> saved = store.columnsOf(schema);
    if (saved.size() == 1 && saved.get(0).schema().equals(schema)) {
      return saved.get(0);
    }
    captures.finish();
    Column column = store.column(schema);
    for (Column each : saved) {
      if (!each.id().equals(column.id())) {
        migration.get().move(store, each, column, clock.getAsLong());
      }
    }
    return column;
  }
}
