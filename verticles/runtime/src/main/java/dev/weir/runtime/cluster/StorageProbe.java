package dev.weir.runtime.cluster;

import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.state.spi.CheckpointStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.UUID;

/** Finds out whether two nodes see the same checkpoint storage. All methods block. */
final class StorageProbe {

  private StorageProbe() {}

  /**
   * Writes a file for a newcomer to read.
   *
   * @return its path
   */
  static String write(CheckpointStorage storage, String jobName) throws IOException {
    String path =
        "%s/probe-%s".formatted(CheckpointLayout.directoryNameOf(jobName), UUID.randomUUID());
    storage.putIfAbsent(path, path.getBytes(StandardCharsets.UTF_8));
    return path;
  }

  /**
   * Reads it.
   *
   * @throws JoinRefusedException if it is not there
   */
  static Void check(CheckpointStorage storage, String path) throws IOException {
    try {
      storage.read(path);
    } catch (NoSuchFileException e) {
      throw new JoinRefusedException(
          ("the checkpoint storage %s is not the one that the cluster uses: the file %s, which the"
                  + " oldest member has just written there, is missing; checkpointing.dir must be a"
                  + " place that all nodes share")
              .formatted(storage.describe(), path));
    }
    return remove(storage, path);
  }

  /** Removes it, if it is still there. */
  static Void remove(CheckpointStorage storage, String path) throws IOException {
    storage.delete(path);
    return null;
  }
}
