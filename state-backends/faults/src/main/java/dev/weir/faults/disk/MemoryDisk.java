package dev.weir.faults.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A disk that forgets what was not forced, as POSIX allows: forcing a file forces its content and
 * not its name, forcing a directory forces the names in it and nothing below.
 */
final class MemoryDisk implements Disk {

  private final Node.Directory root;
  private long clock;

  MemoryDisk(Node.Directory root, long clock) {
    this.root = root;
    this.clock = clock;
  }

  synchronized DiskImage image() {
    return new DiskImage(root, clock);
  }

  synchronized void passTime(long millis) {
    clock += millis;
  }

  @Override
  public synchronized boolean exists(Path path) {
    return find(path) != null;
  }

  @Override
  public synchronized OpenFile open(Path path, Set<? extends OpenOption> options)
      throws IOException {
    Node node = find(path);
    if (node == null && !creates(options)) {
      throw new NoSuchFileException(path.toString());
    }
    if (node != null && options.contains(StandardOpenOption.CREATE_NEW)) {
      throw new FileAlreadyExistsException(path.toString());
    }
    if (node instanceof Node.Directory directory) {
      if (options.contains(StandardOpenOption.WRITE)) {
        throw new FileSystemException(path.toString(), null, "Is a directory");
      }
      return new OpenDirectory(directory);
    }
    Node.File file = node == null ? create(path) : (Node.File) node;
    if (options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
      file.write(new byte[0], clock);
    }
    return new MemoryFile(file);
  }

  private static boolean creates(Set<? extends OpenOption> options) {
    return options.contains(StandardOpenOption.CREATE_NEW)
        || options.contains(StandardOpenOption.CREATE);
  }

  private Node.File create(Path path) throws IOException {
    Node.File file = new Node.File();
    file.modified = clock;
    parentOf(path).live.put(nameOf(path), file);
    return file;
  }

  @Override
  public synchronized BasicFileAttributes attributes(Path path, boolean followLinks)
      throws IOException {
    Node node = require(path);
    return node instanceof Node.File file
        ? new Attributes(false, file.live.length, file.modified, node)
        : new Attributes(true, 0, clock, node);
  }

  @Override
  public synchronized List<String> list(Path directory) throws IOException {
    return List.copyOf(directory(directory).live.keySet());
  }

  @Override
  public synchronized void createDirectory(Path directory) throws IOException {
    requireAbsent(directory);
    parentOf(directory).live.put(nameOf(directory), new Node.Directory());
  }

  @Override
  public synchronized void delete(Path path) throws IOException {
    Node node = require(path);
    if (node instanceof Node.Directory directory && !directory.live.isEmpty()) {
      throw new DirectoryNotEmptyException(path.toString());
    }
    parentOf(path).live.remove(nameOf(path));
  }

  @Override
  public synchronized void link(Path link, Path existing) throws IOException {
    Node node = require(existing);
    Node.Directory directory = parentOf(link);
    requireAbsent(link);
    directory.live.put(nameOf(link), node);
  }

  @Override
  public synchronized void rename(Path from, Path to, boolean replace) throws IOException {
    Node node = require(from);
    Node.Directory directory = parentOf(to);
    if (!replace) {
      requireAbsent(to);
    }
    parentOf(from).live.remove(nameOf(from));
    directory.live.put(nameOf(to), node);
  }

  @Override
  public synchronized Path realPath(Path path) throws IOException {
    Path real = path.toAbsolutePath().normalize();
    require(real);
    return real;
  }

  private @Nullable Node find(Path path) {
    Node node = root;
    for (Path name : path) {
      if (!(node instanceof Node.Directory directory)) {
        return null;
      }
      node = directory.live.get(name.toString());
    }
    return node;
  }

  private Node require(Path path) throws IOException {
    Node node = find(path);
    if (node == null) {
      throw new NoSuchFileException(path.toString());
    }
    return node;
  }

  private void requireAbsent(Path path) throws IOException {
    if (find(path) != null) {
      throw new FileAlreadyExistsException(path.toString());
    }
  }

  private Node.Directory directory(Path path) throws IOException {
    if (require(path) instanceof Node.Directory directory) {
      return directory;
    }
    throw new NotDirectoryException(path.toString());
  }

  private Node.Directory parentOf(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      throw new FileSystemException(path.toString(), null, "is the root");
    }
    return directory(parent);
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** An open file, which goes on to exist when its last name is gone. */
  private final class MemoryFile implements OpenFile {

    private final Node.File file;

    MemoryFile(Node.File file) {
      this.file = file;
    }

    @Override
    public int read(ByteBuffer target, long position) {
      synchronized (MemoryDisk.this) {
        if (position >= file.live.length) {
          return -1;
        }
        int length = Math.min(target.remaining(), file.live.length - (int) position);
        target.put(file.live, (int) position, length);
        return length;
      }
    }

    @Override
    public int write(ByteBuffer source, long position) {
      synchronized (MemoryDisk.this) {
        int length = source.remaining();
        int end = Math.toIntExact(position + length);
        byte[] content = Arrays.copyOf(file.live, Math.max(end, file.live.length));
        source.get(content, (int) position, length);
        file.write(content, clock);
        return length;
      }
    }

    @Override
    public long size() {
      synchronized (MemoryDisk.this) {
        return file.live.length;
      }
    }

    @Override
    public void truncate(long size) {
      synchronized (MemoryDisk.this) {
        if (size < file.live.length) {
          file.write(Arrays.copyOf(file.live, (int) size), clock);
        }
      }
    }

    @Override
    public void force() {
      synchronized (MemoryDisk.this) {
        file.force();
      }
    }

    @Override
    public void forceFailed() {
      synchronized (MemoryDisk.this) {
        file.forceFailed();
      }
    }

    @Override
    public void close() {}

    @Override
    public boolean isDirectory() {
      return false;
    }
  }

  /** A directory opened to be forced. */
  private final class OpenDirectory implements OpenFile {

    private final Node.Directory directory;

    OpenDirectory(Node.Directory directory) {
      this.directory = directory;
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      throw new IOException("Is a directory");
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      throw new IOException("Is a directory");
    }

    @Override
    public long size() {
      return 0;
    }

    @Override
    public void truncate(long size) throws IOException {
      throw new IOException("Is a directory");
    }

    @Override
    public void force() {
      synchronized (MemoryDisk.this) {
        directory.force();
      }
    }

    @Override
    public void forceFailed() {}

    @Override
    public void close() {}

    @Override
    public boolean isDirectory() {
      return true;
    }
  }

  private record Attributes(boolean isDirectory, long size, long modified, Object fileKey)
      implements BasicFileAttributes {

    @Override
    public FileTime lastModifiedTime() {
      return FileTime.fromMillis(modified);
    }

    @Override
    public FileTime lastAccessTime() {
      return lastModifiedTime();
    }

    @Override
    public FileTime creationTime() {
      return lastModifiedTime();
    }

    @Override
    public boolean isRegularFile() {
      return !isDirectory;
    }

    @Override
    public boolean isSymbolicLink() {
      return false;
    }

    @Override
    public boolean isOther() {
      return false;
    }
  }
}
