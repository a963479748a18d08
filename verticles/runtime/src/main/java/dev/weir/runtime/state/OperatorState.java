package dev.weir.runtime.state;

import dev.weir.api.functions.OperatorStateStore;
import dev.weir.api.state.ListStateDescriptor;
import dev.weir.api.state.MapStateDescriptor;
import dev.weir.protocol.manifest.OperatorListState;
import dev.weir.protocol.manifest.OperatorListState.Mode;
import dev.weir.state.BroadcastState;
import dev.weir.state.ListState;
import dev.weir.state.spi.IncompatibleStateException;
import dev.weir.state.spi.TypeSerializer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The state of one operator in one subtask that belongs to no key: lists, and broadcast maps. It is
 * small by nature and is encoded whole when a snapshot is taken.
 *
 * <p>What was restored and not asked for stays, and goes into the next snapshot.
 */
public final class OperatorState implements OperatorStateStore {

  private final String operator;
  private final Map<String, OperatorListState> restored;
  private final Map<String, RegisteredState> registered = new TreeMap<>();

  /** State that was asked for: knows how to encode itself. */
  interface RegisteredState {
    OperatorListState encode();

    Mode mode();
  }

  /**
   * @param operator the operator's name, for messages
   * @param restored by name; empty if there is nothing to restore
   */
  public OperatorState(String operator, Map<String, OperatorListState> restored) {
    this.operator = operator;
    this.restored = new TreeMap<>(restored);
  }

  public boolean isRestored() {
    return !restored.isEmpty();
  }

  @Override
  public <S> ListState<S> getListState(ListStateDescriptor<S> descriptor) {
    return list(descriptor, Mode.SPLIT);
  }

  @Override
  public <S> ListState<S> getUnionListState(ListStateDescriptor<S> descriptor) {
    return list(descriptor, Mode.UNION);
  }

  private <S> ListState<S> list(ListStateDescriptor<S> descriptor, Mode mode) {
    return list(descriptor.getName(), mode, descriptor.createElementSerializer());
  }

  /** A list by name and serialiser; asking again gives the same list. */
  @SuppressWarnings("unchecked") // one name has one serialiser: a second one is refused by schema
  public <S> ListState<S> list(String name, Mode mode, TypeSerializer<S> serializer) {
    RegisteredState known = registered.get(name);
    if (known == null) {
      known = new ListInMemory<>(mode, serializer, elements(name, mode, serializer));
      registered.put(name, known);
    }
    requireMode(name, known.mode(), mode);
    return (ListInMemory<S>) known;
  }

  @Override
  @SuppressWarnings("unchecked") // as for lists
  public <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> descriptor) {
    String name = descriptor.getName();
    RegisteredState known = registered.get(name);
    if (known == null) {
      BroadcastInMemory<K, V> created =
          new BroadcastInMemory<>(
              new EntrySerializer<>(
                  descriptor.createKeySerializer(), descriptor.createValueSerializer()));
      elements(name, Mode.BROADCAST, created.serializer()).forEach(created::restore);
      registered.put(name, created);
      known = created;
    }
    requireMode(name, known.mode(), Mode.BROADCAST);
    return (BroadcastInMemory<K, V>) known;
  }

  private <S> List<S> elements(String name, Mode mode, TypeSerializer<S> serializer) {
    OperatorListState found = restored.get(name);
    if (found == null) {
      return List.of();
    }
    requireMode(name, found.mode(), mode);
    if (!serializer.canRead(found.schema())) {
      throw new IncompatibleStateException(
          "state '%s' of operator %s holds elements of type %s, expected %s"
              .formatted(name, operator, found.schema(), serializer.schema()));
    }
    List<S> elements = Elements.decode(found.elements(), serializer);
    restored.remove(name);
    return elements;
  }

  private void requireMode(String name, Mode found, Mode expected) {
    if (found != expected) {
      throw new IncompatibleStateException(
          "state '%s' of operator %s is %s state, expected %s"
              .formatted(name, operator, found, expected));
    }
  }

  @Override
  public Set<String> getRegisteredStateNames() {
    return names(false);
  }

  @Override
  public Set<String> getRegisteredBroadcastStateNames() {
    return names(true);
  }

  private Set<String> names(boolean broadcast) {
    Set<String> names = new TreeSet<>();
    registered.forEach((name, state) -> addIf(names, name, state.mode(), broadcast));
    restored.forEach((name, state) -> addIf(names, name, state.mode(), broadcast));
    return names;
  }

  private static void addIf(Set<String> names, String name, Mode mode, boolean broadcast) {
    if ((mode == Mode.BROADCAST) == broadcast) {
      names.add(name);
    }
  }

  /** What was restored under a name as it was encoded, if nobody has asked for it as a list. */
  public @Nullable OperatorListState restored(String name) {
    return restored.get(name);
  }

  /** All of it, encoded as it is now. */
  public Map<String, OperatorListState> snapshot() {
    Map<String, OperatorListState> snapshot = new TreeMap<>(restored);
    registered.forEach((name, state) -> snapshot.put(name, state.encode()));
    return snapshot;
  }
}
