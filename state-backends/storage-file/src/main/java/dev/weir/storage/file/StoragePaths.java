package dev.weir.storage.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Turns paths of the storage into paths of the file system that are surely below the root. */
final class StoragePaths {

  /** Names that begin so are the storage's own and no path may use them. */
  static final String RESERVED = ".weir-";

  private final Path root;

  StoragePaths(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  /** The directory of that name; the empty path is the root. */
  Path directory(String path) throws IOException {
    return path.isEmpty() ? root : file(path);
  }

  /**
   * @throws IllegalArgumentException if the path is no sound relative path
   * @throws IOException if a symbolic link stands on the way
   */
  Path file(String path) throws IOException {
    Path at = root;
    for (String name : path.split("/", -1)) {
      requireName(path, name);
      at = at.resolve(name);
      if (Files.isSymbolicLink(at)) {
        throw new IOException(
            "'" + path + "' is refused: " + at + " is a symbolic link, which may leave " + root);
      }
    }
    return at;
  }

  private static void requireName(String path, String name) {
    boolean sound =
        !name.isEmpty()
            && !name.equals(".")
            && !name.equals("..")
            && name.indexOf('\\') < 0
            && name.indexOf('\0') < 0
            && !name.startsWith(RESERVED);
    if (!sound) {
      throw new IllegalArgumentException(
          String.format(
              "'%s' is no path within the storage: found the name '%s', expected names joined by"
                  + " single slashes, none of them empty, '.', '..' or beginning with %s",
              path, name, RESERVED));
    }
  }

  static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }
}
