package dev.weir.examples.checkpoints;

import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.OperatorSnapshots;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.SnapshotFile;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A checkpoint that could be read.
 *
 * @param path of its manifest, relative to the root
 */
record StoredCheckpoint(String path, Manifest manifest) {

  /** Every file that a restore reads, by its path. */
  Map<String, SnapshotFile> files() {
    Map<String, SnapshotFile> files = new LinkedHashMap<>();
    manifest.operators().stream()
        .flatMap(StoredCheckpoint::keyed)
        .map(KeyedSnapshot::files)
        .flatMap(Collection::stream)
        .forEach(file -> files.put(file.path(), file));
    return files;
  }

  /** Bytes in those files; what is in the manifest itself is not counted. */
  long bytes() {
    return files().values().stream().mapToLong(SnapshotFile::length).sum();
  }

  /** Bytes that were written for this checkpoint and no other. */
  long newBytes() {
    return manifest.operators().stream()
        .flatMap(StoredCheckpoint::keyed)
        .mapToLong(KeyedSnapshot::newBytes)
        .sum();
  }

  static Stream<KeyedSnapshot> keyed(OperatorSnapshots operator) {
    return operator.subtasks().stream().flatMap(subtask -> subtask.state().keyed().stream());
  }

  /** Elements of operator state in all subtasks, by the name of the state. */
  static Map<String, Integer> elements(OperatorSnapshots operator) {
    Map<String, Integer> elements = new LinkedHashMap<>();
    for (OperatorSnapshots.Subtask subtask : operator.subtasks()) {
      subtask
          .state()
          .listState()
          .forEach((name, list) -> elements.merge(name, list.elements().size(), Integer::sum));
    }
    return elements;
  }
}
