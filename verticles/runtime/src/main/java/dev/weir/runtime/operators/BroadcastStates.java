package dev.weir.runtime.operators;

import dev.weir.api.state.MapStateDescriptor;
import dev.weir.runtime.state.OperatorState;
import dev.weir.state.BroadcastState;
import java.util.List;

/** The broadcast states that a stream was given with {@code broadcast(...)}, and no others. */
final class BroadcastStates {

  private final OperatorState state;
  private final List<MapStateDescriptor<?, ?>> declared;

  BroadcastStates(OperatorState state, List<MapStateDescriptor<?, ?>> declared) {
    this.state = state;
    this.declared = List.copyOf(declared);
  }

  <K, V> BroadcastState<K, V> get(MapStateDescriptor<K, V> descriptor) {
    if (!declared.contains(descriptor)) {
      throw new IllegalArgumentException(
          "the broadcast state '%s' was not given to broadcast(...); those given are %s"
              .formatted(descriptor.getName(), declared));
    }
    return state.getBroadcastState(descriptor);
  }
}
