package dev.weir.protocol.manifest;

import static java.util.Objects.requireNonNull;

import dev.weir.state.spi.KeyedSnapshot;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The state of one operator in one subtask.
 *
 * @param listState by state name
 */
public record OperatorSnapshot(
    Optional<KeyedSnapshot> keyed, Map<String, OperatorListState> listState) {

  public static final OperatorSnapshot EMPTY = new OperatorSnapshot(Optional.empty(), Map.of());

  public OperatorSnapshot {
    requireNonNull(keyed, "keyed is null");
    listState = Collections.unmodifiableMap(new TreeMap<>(listState));
  }

  public boolean isEmpty() {
    return keyed.isEmpty() && listState.isEmpty();
  }
}
