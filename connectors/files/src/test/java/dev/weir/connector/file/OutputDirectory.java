package dev.weir.connector.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks at the output of a sink as a reader does. */
record OutputDirectory(Path base) {

  List<Path> visibleFiles() throws IOException {
    return files(false);
  }

  List<Path> hiddenFiles() throws IOException {
    return files(true);
  }

  private List<Path> files(boolean hidden) throws IOException {
    try (Stream<Path> paths = Files.walk(base)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> path.getFileName().toString().startsWith(".") == hidden)
          .sorted()
          .toList();
    }
  }

  List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : visibleFiles()) {
      lines.addAll(Files.readAllLines(file));
    }
    return lines;
  }
}
