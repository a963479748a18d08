package dev.weir.faults.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a step of each operation and has it done by the disk. */
final class FaultyProvider extends FileSystemProvider {

  private final FaultyFileSystem fileSystem;

  FaultyProvider(FaultyFileSystem fileSystem) {
    this.fileSystem = fileSystem;
  }

  private static Path name(Path path) {
    return FaultyPath.of(path).name().toAbsolutePath();
  }

  private Disk disk() {
    return fileSystem.disk();
  }

  private Steps steps() {
    return fileSystem.steps();
  }

  @Override
  public String getScheme() {
    return "faulty";
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Path name = name(path);
    Disk.OpenFile[] opened = new Disk.OpenFile[1];
    boolean creates =
        options.contains(StandardOpenOption.CREATE_NEW)
            || (options.contains(StandardOpenOption.CREATE) && !disk().exists(name));
    steps()
        .perform(
            creates ? Step.Kind.CREATE_FILE : Step.Kind.OPEN,
            name.toString(),
            () -> opened[0] = disk().open(name, options));
    return new FaultyChannel(steps(), name.toString(), opened[0], options);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    List<Path> entries = new ArrayList<>();
    steps()
        .perform(
            Step.Kind.LIST,
            directory.toString(),
            () -> {
              for (String entry : disk().list(name(directory))) {
                Path path = directory.resolve(entry);
                if (filter.accept(path)) {
                  entries.add(path);
                }
              }
            });
    return new Listing(entries);
  }

  private record Listing(List<Path> entries) implements DirectoryStream<Path> {

    @Override
    public Iterator<Path> iterator() {
      return entries.iterator();
    }

    @Override
    public void close() {}
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    Path name = name(directory);
    steps()
        .perform(Step.Kind.CREATE_DIRECTORY, name.toString(), () -> disk().createDirectory(name));
  }

  @Override
  public void delete(Path path) throws IOException {
    Path name = name(path);
    if (!disk().exists(name)) {
      throw new NoSuchFileException(name.toString()); // not a step: nothing can be lost by it
    }
    steps().perform(Step.Kind.DELETE, name.toString(), () -> disk().delete(name));
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    if (!fileSystem.hasHardLinks()) {
      throw new UnsupportedOperationException("this disk has no hard links");
    }
    Path name = name(link);
    steps().perform(Step.Kind.LINK, name.toString(), () -> disk().link(name, name(existing)));
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    Set<CopyOption> given = Set.of(options);
    boolean replace =
        given.contains(StandardCopyOption.ATOMIC_MOVE)
            || given.contains(StandardCopyOption.REPLACE_EXISTING);
    steps()
        .perform(
            Step.Kind.RENAME,
            target.toString(),
            () -> disk().rename(name(source), name(target), replace));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) {
    throw new UnsupportedOperationException("copy by reading and writing");
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    if (path.equals(other)) {
      return true;
    }
    Object key = disk().attributes(name(path), true).fileKey();
    return key != null && key.equals(disk().attributes(name(other), true).fileKey());
  }

  @Override
  public boolean isHidden(Path path) {
    return false;
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    if (!disk().exists(name(path))) {
      throw new NoSuchFileException(path.toString());
    }
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return type.cast(disk().attributes(name(path), options.length == 0));
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) {
    throw new UnsupportedOperationException("attributes are read by type");
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return null;
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
    throw new UnsupportedOperationException("attributes cannot be set");
  }

  @Override
  public FileStore getFileStore(Path path) {
    throw new UnsupportedOperationException("this disk has no file store");
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException("file systems are made by FaultyFileSystem");
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return fileSystem;
  }

  @Override
  public Path getPath(URI uri) {
    return fileSystem.getPath(uri.getPath());
  }
}
