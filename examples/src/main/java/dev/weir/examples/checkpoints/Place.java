package dev.weir.examples.checkpoints;

import dev.weir.protocol.log.CheckpointLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a user's path leads to. Paths in logs and manifests start at the root of the storage, so the
 * root must be found from within.
 *
 * @param asGiven the path as the user wrote it
 * @param root directory or URI of the storage
 * @param job directory name, if it is of one job
 * @param run if it is of one run
 * @param checkpoint directory relative to the root, if it is one checkpoint or savepoint
 */
record Place(
    String asGiven,
    String root,
    Optional<String> job,
    OptionalLong run,
    Optional<String> checkpoint) {

  static Place of(String location) throws IOException {
    if (location.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*") && !location.startsWith("file:")) {
      return root(location, location);
    }
    Path path =
        location.startsWith("file:") ? Path.of(java.net.URI.create(location)) : Path.of(location);
    Path directory = path.toAbsolutePath().normalize();
    if (!Files.isDirectory(directory)) {
      throw new IOException("no directory " + directory + ", expected checkpoints there");
    }
    if (Files.isRegularFile(directory.resolve("manifest"))) {
      return ofCheckpoint(location, directory);
    }
    OptionalLong run = CheckpointLayout.runNumber(nameOf(directory));
    if (run.isPresent() && directory.getNameCount() > 1) {
      Path job = up(directory);
      return new Place(
          location, up(job).toString(), Optional.of(nameOf(job)), run, Optional.empty());
    }
    if (holdsRuns(directory)) {
      return new Place(
          location,
          up(directory).toString(),
          Optional.of(nameOf(directory)),
          OptionalLong.empty(),
          Optional.empty());
    }
    return root(location, directory.toString());
  }

  private static Place root(String location, String root) {
    return new Place(location, root, Optional.empty(), OptionalLong.empty(), Optional.empty());
  }

  /** A checkpoint within a run belongs to the storage around; a savepoint stands by itself. */
  private static Place ofCheckpoint(String location, Path directory) {
    Path parent = up(directory);
    Path root = parent;
    if (CheckpointLayout.runNumber(nameOf(parent)).isPresent()
        || nameOf(parent).equals("savepoints") && holdsRuns(up(parent))) {
      root = up(up(parent));
    }
    return new Place(
        location,
        root.toString(),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.of(root.relativize(directory).toString().replace('\\', '/')));
  }

  /** What a path that starts at the user's directory has to have before it. */
  String prefix() {
    if (job.isEmpty()) {
      return "";
    }
    return run.isPresent()
        ? new CheckpointLayout(job.get(), run.getAsLong()).runDirectory() + "/"
        : job.get() + "/";
  }

  private static boolean holdsRuns(Path directory) {
    try (Stream<Path> children = Files.list(directory)) {
      return children.anyMatch(child -> CheckpointLayout.runNumber(nameOf(child)).isPresent());
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** The directory around; that of the root is the root. */
  private static Path up(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }
}
