package dev.weir.state.spi;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keyed state as the files of one backend.
 *
 * @param backend {@link StateBackend#name()} of the only backend that can read it
 * @param filesByName what the backend calls each file, and where it is
 */
public record NativeSnapshot(
    String backend, KeyGroupRange keyGroups, Map<String, SnapshotFile> filesByName, long newBytes)
    implements KeyedSnapshot {

  public NativeSnapshot {
    filesByName = new TreeMap<>(filesByName);
  }

  @Override
  public Collection<SnapshotFile> files() {
    return filesByName.values();
  }
}
