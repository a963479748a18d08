package dev.weir.migrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All Java sources below a directory, read and migrated, and nothing written yet. */
final class Migration {

  private final Path directory;
  private final Map<Path, MigratedSource> sources;

  private Migration(Path directory, Map<Path, MigratedSource> sources) {
    this.directory = directory;
    this.sources = sources;
  }

  /**
   * Reads and migrates.
   *
   * @throws UnreadableSourceException if a file is not Java, or not text in UTF-8
   */
  static Migration of(Path directory, Counterparts counterparts) throws IOException {
    Map<Path, MigratedSource> sources = new LinkedHashMap<>();
    for (Path file : javaFiles(directory)) {
      Path relative = directory.relativize(file);
      sources.put(relative, SourceMigration.migrate(counterparts, relative.toString(), read(file)));
    }
    return new Migration(directory, sources);
  }

  private static List<Path> javaFiles(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".java") && Files.isRegularFile(file))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new UnreadableSourceException(file + " is not text in UTF-8");
    }
  }

  /** The files that name Flink, by their path below the directory. */
  Map<Path, MigratedSource> ofFlink() {
    Map<Path, MigratedSource> found = new LinkedHashMap<>(sources);
    found.values().removeIf(source -> !source.isOfFlink());
    return found;
  }

  /** How many Java files there are. */
  int files() {
    return sources.size();
  }

  /** Whether something has no counterpart. */
  boolean isIncomplete() {
    return sources.values().stream().anyMatch(source -> !source.left().isEmpty());
  }

  /** Replaces the files that name Flink, each in one step. */
  void replace() throws IOException {
    for (Map.Entry<Path, MigratedSource> each : ofFlink().entrySet()) {
      Path file = directory.resolve(each.getKey());
      Path written = file.resolveSibling(file.getFileName() + ".weir-tmp");
      Files.writeString(written, each.getValue().text());
      Files.move(
          written,
          file,
          java.nio.file.StandardCopyOption.ATOMIC_MOVE,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Writes all Java files below another directory.
   *
   * @throws FileAlreadyExistsException if one of them is there; then nothing was written
   */
  void writeTo(Path target) throws IOException {
    List<Path> existing = new ArrayList<>(sources.keySet());
    existing.removeIf(file -> !Files.exists(target.resolve(file)));
    if (!existing.isEmpty()) {
      throw new FileAlreadyExistsException(target.resolve(existing.get(0)).toString());
    }
    for (Map.Entry<Path, MigratedSource> each : sources.entrySet()) {
      Path file = target.resolve(each.getKey());
      Path parent = file.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(file, each.getValue().text());
    }
  }
}
