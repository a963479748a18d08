package dev.weir.connector.file;

import java.net.URI;

/**
 * The place of a file or directory, for programs that were written with the paths of Flink; others
 * use {@link java.nio.file.Path}. Only local files: plain paths and {@code file:} URIs.
 *
 * @param location absolute
 */
public record Path(java.nio.file.Path location) {

  /** An absolute form of a path. */
  public Path {
    location = location.toAbsolutePath().normalize();
  }

  /**
   * A plain path or a {@code file:} URI.
   *
   * @throws IllegalArgumentException if it has another scheme
   */
  public Path(String path) {
    this(LocalPath.parse(path));
  }

  /**
   * A {@code file:} URI.
   *
   * @throws IllegalArgumentException if it has another scheme
   */
  public Path(URI uri) {
    this(uri.toString());
  }

  /** A path below another. */
  public Path(String parent, String child) {
    this(new Path(parent), child);
  }

  /** A path below another. */
  public Path(Path parent, String child) {
    this(parent.location.resolve(child));
  }

  /** The last part; empty if this is the root. */
  public String getName() {
    java.nio.file.Path name = location.getFileName();
    return name == null ? "" : name.toString();
  }

  /** The plain path. */
  public String getPath() {
    return location.toString();
  }

  /** The {@code file:} URI. */
  public URI toUri() {
    return location.toUri();
  }

  /** The plain path. */
  @Override
  public String toString() {
    return getPath();
  }
}
