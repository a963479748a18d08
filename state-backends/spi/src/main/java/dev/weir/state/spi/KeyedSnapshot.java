package dev.weir.state.spi;

import java.util.Collection;

/** The keyed state of one subtask in storage: what a manifest holds of it. */
public sealed interface KeyedSnapshot permits CanonicalSnapshot, NativeSnapshot {

  KeyGroupRange keyGroups();

  /** Every file that must be there to restore this; those in the shared directory included. */
  Collection<SnapshotFile> files();

  /** Bytes that this checkpoint had to write. */
  long newBytes();

  /** Bytes that a restore reads. */
  default long fullBytes() {
    return files().stream().mapToLong(SnapshotFile::length).sum();
  }
}
