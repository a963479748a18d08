package dev.weir.state.heap;

import dev.weir.state.spi.ByteInput;
import dev.weir.state.spi.ByteOutput;
import dev.weir.state.spi.CanonicalChunk;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.IncompatibleStateException;
import dev.weir.state.spi.KeyedStateContext;
import dev.weir.state.spi.StateKind;
import dev.weir.state.spi.StateSchema;
import dev.weir.state.spi.StateSize;
import dev.weir.state.ttl.StampChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All states of a subtask: those that were asked for, and those restored that were not yet. */
final class HeapRegistry<K> {

  private final KeyedStateContext<K> context;
  private final CurrentKey<K> current;
  private final Map<String, HeapState> states = new LinkedHashMap<>();
  private final Map<String, HeapState> timers = new LinkedHashMap<>();
  private final List<UnclaimedState> unclaimed;

  /** Of all states that are under the key alone. */
  private PagedTable<?>[] tables = {};

  private Runnable[] sweeps = {};

  HeapRegistry(
      KeyedStateContext<K> context, CurrentKey<K> current, List<UnclaimedState> unclaimed) {
    this.context = context;
    this.current = current;
    this.unclaimed = new ArrayList<>(unclaimed);
  }

  /**
   * The state of a schema, made and filled with what was restored if it was not asked for before.
   */
  HeapState claim(
      EntryKey<?> entryKey,
      StateSchema schema,
      Consumer<StateSchema> requireReadable,
      Supplier<HeapState> create) {
    Map<String, HeapState> namesakes = schema.kind() == StateKind.TIMERS ? timers : states;
    HeapState known = namesakes.get(schema.name());
    if (known != null) {
      known.schema().requireSame(context.operator(), schema);
      return known;
    }
    List<UnclaimedState> saved =
        unclaimed.stream().filter(each -> each.schema().isNamedAs(schema)).toList();
    saved.forEach(each -> requireReadable.accept(each.schema()));
    HeapState state = create.get();
    saved.forEach(each -> fill(entryKey, state, each));
    unclaimed.removeAll(saved);
    namesakes.put(schema.name(), state);
    tables = tablesUnderKeyAlone();
    return state;
  }

  private PagedTable<?>[] tablesUnderKeyAlone() {
    List<PagedTable<?>> found = new ArrayList<>();
    for (HeapState each : states.values()) {
      if (each instanceof TableState<?> state && !each.schema().isNamespaced()) {
        found.add(state.table());
      }
    }
    return found.toArray(PagedTable<?>[]::new);
  }

  void prefetch(int[] keyHashes, int from, int to) {
    for (int i = 0; i < tables.length; i++) {
      tables[i].prefetch(keyHashes, from, to);
    }
  }

  @Nullable HeapState state(String name) {
    return states.get(name);
  }

  List<String> names() {
    return List.copyOf(states.keySet());
  }

  List<CapturedState> capture() {
    List<CapturedState> captured = new ArrayList<>(unclaimed);
    states.values().forEach(state -> captured.add(state.capture()));
    timers.values().forEach(state -> captured.add(state.capture()));
    return captured;
  }

  StateSize size() {
    List<StateSize> sizes = new ArrayList<>();
    states.values().forEach(state -> sizes.add(state.stateSize()));
    timers.values().forEach(state -> sizes.add(state.stateSize()));
    unclaimed.forEach(state -> sizes.add(new StateSize(state.entries(), state.bytes())));
    return new StateSize(
        sizes.stream().mapToLong(StateSize::entries).sum(),
        sizes.stream().mapToLong(StateSize::bytes).sum());
  }

  void clear() {
    states.clear();
    timers.clear();
    unclaimed.clear();
  }

  private void fill(EntryKey<?> entryKey, HeapState state, UnclaimedState saved) {
    Runnable back = entryKey.mark();
    UnaryOperator<ByteInput> stamps = stampsBetween(saved.schema(), state.schema());
    saved
        .chunks()
        .forEach(
            (group, chunks) -> chunks.forEach(each -> fill(entryKey, state, group, each, stamps)));
    back.run();
  }

  private void fill(
      EntryKey<?> entryKey,
      HeapState state,
      int group,
      CanonicalChunk chunk,
      UnaryOperator<ByteInput> stamps) {
    try {
      chunk.forEach(
          (key, value) -> {
            entryKey.restore(key);
            requireAllRead("key", key);
            requireGroup(group);
            ByteInput present = stamps.apply(value);
            state.restore(present);
            requireAllRead("value", present);
          });
    } catch (CorruptStateException e) {
      throw new CorruptStateException(
          String.format(
              "State '%s' of operator '%s' cannot be read back: %s",
              state.schema().name(), context.operator(), e.getMessage()),
          e);
    }
  }

  /** Gives values a stamp, or takes it, if the job let them expire when they were saved or not. */
  private UnaryOperator<ByteInput> stampsBetween(StateSchema saved, StateSchema declared) {
    StampChange change = StampChange.between(saved, declared);
    if (change == StampChange.NONE) {
      return value -> value;
    }
    long now = context.clock().getAsLong();
    ByteOutput out = new ByteOutput();
    return value -> {
      out.reset();
      change.rewrite(saved.kind(), value, out, now);
      return new ByteInput(out.array(), 0, out.size());
    };
  }

  /** Adds what is to be run for each key that is set. */
  void onKey(Runnable sweep) {
    sweeps = Arrays.copyOf(sweeps, sweeps.length + 1);
    sweeps[sweeps.length - 1] = sweep;
  }

  void keySet() {
    for (int i = 0; i < sweeps.length; i++) {
      sweeps[i].run();
    }
  }

  private void requireGroup(int group) {
    if (current.group != group) {
      throw new IncompatibleStateException(
          String.format(
              "Key %s of operator '%s' was saved in key group %d and now hashes to key group %d of"
                  + " %d; its hashCode() must be the same in every run",
              current.key(),
              context.operator(),
              group + context.keyGroups().first(),
              current.group + context.keyGroups().first(),
              context.maxParallelism()));
    }
  }

  private static void requireAllRead(String what, ByteInput in) {
    if (in.remaining() != 0) {
      throw new CorruptStateException("a " + what + " left " + in.remaining() + " of its bytes");
    }
  }
}
