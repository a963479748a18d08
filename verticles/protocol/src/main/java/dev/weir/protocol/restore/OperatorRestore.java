package dev.weir.protocol.restore;

import dev.weir.protocol.manifest.OperatorListState;
import dev.weir.state.spi.KeyedSnapshot;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one operator in one subtask restores.
 *
 * @param keyed snapshots that overlap its key groups, in the order of their key groups; a reader
 *     takes from each only the key groups of its own
 * @param listState by state name, with the elements of this subtask
 */
public record OperatorRestore(List<KeyedSnapshot> keyed, Map<String, OperatorListState> listState) {

  public static final OperatorRestore NOTHING = new OperatorRestore(List.of(), Map.of());

  public OperatorRestore {
    keyed = List.copyOf(keyed);
    listState = Collections.unmodifiableMap(new TreeMap<>(listState));
  }

  public boolean isEmpty() {
    return keyed.isEmpty() && listState.isEmpty();
  }
}
