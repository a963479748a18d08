package dev.weir.protocol.coordinator;

import static java.util.Objects.requireNonNull;

import dev.weir.protocol.manifest.Manifest;
import java.util.Set;

/**
 * A checkpoint that exists, and what it keeps in storage.
 *
 * @param directory what belongs to it alone lies there
 * @param files paths of all files its manifest names
 */
public record RetainedCheckpoint(long checkpointId, String directory, Set<String> files) {

  public RetainedCheckpoint {
    requireNonNull(directory, "directory is null");
    files = Set.copyOf(files);
  }

  public static RetainedCheckpoint of(String directory, Manifest manifest) {
    return new RetainedCheckpoint(manifest.checkpointId(), directory, manifest.files());
  }
}
