package dev.weir.state.rocksdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Local files, which nothing depends on any more. */
final class LocalFiles {

  private static final Logger LOG = LoggerFactory.getLogger(LocalFiles.class);

  private LocalFiles() {}

  /** Removes a file or a directory with all in it; what cannot be removed is only logged. */
  static void deleteQuietly(Path path) {
    try (Stream<Path> tree = Files.walk(path)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (NoSuchFileException e) {
      LOG.trace("{} is gone already", path);
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("Local files in {} could not be removed", path, e);
    }
  }
}
