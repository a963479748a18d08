package dev.weir.protocol.manifest;

import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.SnapshotFile;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a subtask acknowledges. The frames that an overtaking barrier passed (channel state) would
 * stand here as a third component, by channel, and in {@link OperatorSnapshots.Subtask} likewise.
 *
 * @param operators by operator uid
 * @param ended whether the end of its input had been handled before the barrier
 */
public record SubtaskSnapshot(Map<String, OperatorSnapshot> operators, boolean ended) {

  public SubtaskSnapshot {
    operators = Collections.unmodifiableMap(new TreeMap<>(operators));
  }

  /** Every file it names, those of earlier checkpoints included. */
  public List<SnapshotFile> files() {
    return operators.values().stream()
        .flatMap(operator -> operator.keyed().stream())
        .map(KeyedSnapshot::files)
        .flatMap(Collection::stream)
        .toList();
  }
}
