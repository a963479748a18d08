package dev.weir.runtime.storage;

import dev.weir.state.spi.CheckpointStorage;
import java.nio.file.Path;

/**
 * Where the subtasks of a node write their snapshots and read them again.
 *
 * @param local is to be told of what is written there
 */
public record SnapshotStore(CheckpointStorage storage, LocalSnapshots local) {

  /** Nothing is kept on this node. */
  public static SnapshotStore remote(CheckpointStorage storage) {
    return new SnapshotStore(storage, LocalSnapshots.NONE);
  }

  /**
   * The latest snapshots are kept on this node, too.
   *
   * @param directory for them; need not be there
   */
  public static SnapshotStore withBackup(CheckpointStorage storage, Path directory) {
    LocalBackup backup = new LocalBackup(storage, directory);
    return new SnapshotStore(backup, backup);
  }
}
