package dev.weir.runtime.storage;

import dev.weir.state.spi.SnapshotFile;
import java.util.Collection;

/** Is told what becomes of snapshots that this node has written, by any thread. */
public interface LocalSnapshots {

  /** Keeps nothing. */
  LocalSnapshots NONE =
      new LocalSnapshots() {
        @Override
        public void written(long checkpointId, Collection<SnapshotFile> files) {}

        @Override
        public void completed(long checkpointId) {}

        @Override
        public void restoring() {}
      };

  /**
   * A subtask has written its part of a checkpoint.
   *
   * @param files all that it consists of, also those that were there before
   */
  void written(long checkpointId, Collection<SnapshotFile> files);

  /** A restore will be from this checkpoint, or from a later one. */
  void completed(long checkpointId);

  /** A restore begins: what an earlier one has found intact may be damaged by now. */
  void restoring();
}
