package dev.weir.runtime.jobs;

import dev.weir.protocol.manifest.Manifest;
import dev.weir.runtime.storage.ManifestJson;
import dev.weir.state.spi.SnapshotFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What lies in a checkpoint directory, and what its manifests name. */
final class StoredFiles {

  private StoredFiles() {}

  /** All files below a directory but those of the log, relative to it. */
  static TreeSet<String> besidesLogs(Path root) throws IOException {
    TreeSet<String> files = new TreeSet<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(path).toString();
        if (!name.contains("/log/") && !name.contains("/history/") && !name.startsWith(".")) {
          files.add(name);
        }
      }
    }
    return files;
  }

  /** The manifests below a directory, and all files that they name. */
  static TreeSet<String> named(Path root) throws IOException {
    TreeSet<String> named = new TreeSet<>();
    for (String file : besidesLogs(root)) {
      if (file.endsWith("/manifest")) {
        named.add(file);
        Manifest manifest = ManifestJson.decode(file, Files.readAllBytes(root.resolve(file)));
        manifest.operators().stream()
            .flatMap(operator -> operator.subtasks().stream())
            .flatMap(subtask -> subtask.state().keyed().stream())
            .flatMap(keyed -> keyed.files().stream())
            .map(SnapshotFile::path)
            .forEach(named::add);
      }
    }
    return named;
  }
}
