package dev.weir.runtime.state;

import dev.weir.protocol.manifest.OperatorListState;
import dev.weir.protocol.manifest.OperatorListState.Mode;
import dev.weir.state.ListState;
import dev.weir.state.spi.TypeSerializer;
import java.util.ArrayList;
import java.util.List;

/** A list of operator state. */
final class ListInMemory<T> implements ListState<T>, OperatorState.RegisteredState {

  private final Mode mode;
  private final TypeSerializer<T> serializer;
  private final List<T> elements;

  ListInMemory(Mode mode, TypeSerializer<T> serializer, List<T> restored) {
    this.mode = mode;
    this.serializer = serializer;
    this.elements = new ArrayList<>(restored);
  }

  @Override
  public Iterable<T> get() {
    return elements;
  }

  @Override
  public void add(T value) {
    elements.add(value);
  }

  @Override
  public void update(List<T> values) {
    List<T> replacement = List.copyOf(values); // may be a view of this very list
    elements.clear();
    elements.addAll(replacement);
  }

  @Override
  public void addAll(List<T> values) {
    elements.addAll(List.copyOf(values));
  }

  @Override
  public void clear() {
    elements.clear();
  }

  @Override
  public Mode mode() {
    return mode;
  }

  @Override
  public OperatorListState encode() {
    return new OperatorListState(mode, serializer.schema(), Elements.encode(elements, serializer));
  }
}
