package dev.weir.connector.file;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Reads paths as users write them. */
final class LocalPath {

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private LocalPath() {}

  /** A plain path or a {@code file:} URI. */
  static Path parse(String text) {
    if (text.startsWith("file:")) {
      return Path.of(URI.create(text).getPath());
    }
    if (SCHEME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "Path '" + text + "': expected a path or a URI that begins with file:");
    }
    return Path.of(text);
  }

  /** The form in which paths are kept, so that one file has one name in all processes. */
  static String absolute(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }
}
