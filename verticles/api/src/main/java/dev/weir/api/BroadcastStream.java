package dev.weir.api;

import dev.weir.api.state.MapStateDescriptor;
import java.util.List;

/**
 * A stream of which every subtask of the next operator gets every record, to keep in broadcast
 * state.
 *
 * @param <T> the type of the records
 */
public final class BroadcastStream<T> {

  private final DataStream<T> stream;
  private final List<MapStateDescriptor<?, ?>> broadcastState;

  BroadcastStream(DataStream<T> stream, List<MapStateDescriptor<?, ?>> broadcastState) {
    this.stream = stream;
    this.broadcastState = List.copyOf(broadcastState);
    if (broadcastState.isEmpty()) {
      throw new IllegalArgumentException(
          "broadcast(descriptors...) needs at least one descriptor of broadcast state");
    }
  }

  /** The state in which the next operator keeps the records. */
  public List<MapStateDescriptor<?, ?>> getBroadcastStateDescriptors() {
    return broadcastState;
  }

  DataStream<T> stream() {
    return stream;
  }
}
