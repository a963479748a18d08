package dev.weir.faults.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/** A path of the default file system, as far as names go, that leads to another disk. */
record FaultyPath(FaultyFileSystem fileSystem, Path name) implements Path {

  static FaultyPath of(Path path) {
    if (path instanceof FaultyPath faulty) {
      return faulty;
    }
    throw new ProviderMismatchException(path + " is of " + path.getFileSystem());
  }

  private Path wrap(Path other) {
    return new FaultyPath(fileSystem, other);
  }

  private @Nullable Path wrapOrNull(@Nullable Path other) {
    return other == null ? null : wrap(other);
  }

  private static Path nameOf(Path other) {
    return other instanceof FaultyPath faulty ? faulty.name : other;
  }

  @Override
  public FileSystem getFileSystem() {
    return fileSystem;
  }

  @Override
  public boolean isAbsolute() {
    return name.isAbsolute();
  }

  @Override
  public @Nullable Path getRoot() {
    return wrapOrNull(name.getRoot());
  }

  @Override
  public @Nullable Path getFileName() {
    return wrapOrNull(name.getFileName());
  }

  @Override
  public @Nullable Path getParent() {
    return wrapOrNull(name.getParent());
  }

  @Override
  public int getNameCount() {
    return name.getNameCount();
  }

  @Override
  public Path getName(int index) {
    return wrap(name.getName(index));
  }

  @Override
  public Path subpath(int begin, int end) {
    return wrap(name.subpath(begin, end));
  }

  @Override
  public boolean startsWith(Path other) {
    return name.startsWith(nameOf(other));
  }

  @Override
  public boolean endsWith(Path other) {
    return name.endsWith(nameOf(other));
  }

  @Override
  public Path normalize() {
    return wrap(name.normalize());
  }

  @Override
  public Path resolve(Path other) {
    return wrap(name.resolve(nameOf(other)));
  }

  @Override
  public Path relativize(Path other) {
    return wrap(name.relativize(nameOf(other)));
  }

  @Override
  public URI toUri() {
    return URI.create(fileSystem.provider().getScheme() + "://" + toAbsolutePath());
  }

  @Override
  public Path toAbsolutePath() {
    return wrap(name.toAbsolutePath());
  }

  @Override
  public Path toRealPath(LinkOption... options) throws IOException {
    return wrap(fileSystem.disk().realPath(name.toAbsolutePath()));
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException("nobody watches this disk");
  }

  @Override
  public int compareTo(Path other) {
    return name.compareTo(nameOf(other));
  }

  @Override
  public String toString() {
    return name.toString();
  }
}
