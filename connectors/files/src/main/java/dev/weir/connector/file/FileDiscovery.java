package dev.weir.connector.file;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Lists the files under the input paths. Directories are searched to the bottom and symbolic links
 * are followed; below an input path, names that begin with {@code .} or {@code _} are passed over.
 * Blocks; holds nothing that changes.
 *
 * @param inputPaths files and directories
 * @param repeated whether it is done again and again; then what is not there yet is no error
 */
record FileDiscovery(List<String> inputPaths, boolean repeated) {

  /** The lengths of all files by their paths, in the order of the paths. */
  SortedMap<String, Long> findFiles() throws IOException {
    SortedMap<String, Long> found = new TreeMap<>();
    for (String inputPath : inputPaths) {
      Path root = Path.of(inputPath);
      if (Files.exists(root)) {
        Files.walkFileTree(
            root,
            EnumSet.of(FileVisitOption.FOLLOW_LINKS),
            Integer.MAX_VALUE,
            new Visitor(root, found));
      } else if (!repeated) {
        throw new IOException("Input path " + inputPath + " does not exist");
      }
    }
    return found;
  }

  /** Divides a file into ranges of {@code splitBytes}; the last one is shorter. */
  static List<FileSourceSplit> splitsOf(String path, long length, long splitBytes) {
    List<FileSourceSplit> splits = new ArrayList<>();
    for (long start = 0; start < length; ) {
      long end = splitBytes < length - start ? start + splitBytes : length;
      splits.add(new FileSourceSplit(path, start, end, length, start));
      start = end;
    }
    return splits;
  }

  private final class Visitor extends SimpleFileVisitor<Path> {

    private final Path root;
    private final SortedMap<String, Long> found;

    Visitor(Path root, SortedMap<String, Long> found) {
      this.root = root;
      this.found = found;
    }

    private boolean isPassedOver(Path path) {
      String name = path.getFileName() == null ? "" : path.getFileName().toString();
      return !path.equals(root) && (name.startsWith(".") || name.startsWith("_"));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return isPassedOver(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (isPassedOver(file)) {
        return FileVisitResult.CONTINUE;
      }
      if (attributes.isRegularFile()) {
        found.put(file.toString(), attributes.size());
      } else if (!repeated || !attributes.isSymbolicLink()) {
        // A link that is visited as a link leads nowhere; in repeated searches its target may come.
        throw new IOException(
            "Input path "
                + file
                + (attributes.isSymbolicLink()
                    ? " is a symbolic link to nothing"
                    : " is neither a file nor a directory"));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException cause) throws IOException {
      if (isPassedOver(file) || cause instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE; // it was removed since its directory was listed
      }
      throw new IOException("Cannot list input path " + file + ": " + cause, cause);
    }
  }
}
