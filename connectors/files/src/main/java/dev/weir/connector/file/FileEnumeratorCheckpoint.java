package dev.weir.connector.file;

import java.util.List;

/**
 * What the enumerator of a {@link FileSource} remembers.
 *
 * @param searched whether the input paths were searched at all
 * @param unassigned the splits that no reader has been given
 * @param seen the paths of all files that were found
 */
public record FileEnumeratorCheckpoint(
    boolean searched, List<FileSourceSplit> unassigned, List<String> seen) {

  /** Keeps copies. */
  public FileEnumeratorCheckpoint {
    unassigned = List.copyOf(unassigned);
    seen = List.copyOf(seen);
  }

  static FileEnumeratorCheckpoint empty() {
    return new FileEnumeratorCheckpoint(false, List.of(), List.of());
  }
}
