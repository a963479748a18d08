package dev.weir.faults.disk;

import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import java.util.Set;

/**
 * A file system that numbers what is done to it ({@link Steps}), fails when it is told to, and, in
 * memory, can be looked at as a crash would leave it ({@link DiskImage}).
 */
public final class FaultyFileSystem extends FileSystem {

  private final Disk disk;
  private final Steps steps = new Steps();
  private final FaultyProvider provider;
  private volatile boolean hardLinks = true;

  private FaultyFileSystem(Disk disk) {
    this.disk = disk;
    this.provider = new FaultyProvider(this);
  }

  static FaultyFileSystem of(Disk disk) {
    return new FaultyFileSystem(disk);
  }

  /** An empty disk in memory. */
  public static FaultyFileSystem inMemory() {
    return of(new MemoryDisk(new Node.Directory(), 0));
  }

  /** The disk of this machine. Native code can be given its paths as strings. */
  public static FaultyFileSystem ofThisMachine() {
    return of(new RealDisk());
  }

  /** The same disk, as one that knows no hard links. */
  public FaultyFileSystem withoutHardLinks() {
    hardLinks = false;
    return this;
  }

  boolean hasHardLinks() {
    return hardLinks;
  }

  Disk disk() {
    return disk;
  }

  public Steps steps() {
    return steps;
  }

  /** The disk as it is now; of a disk in memory only. */
  public DiskImage image() {
    return memory().image();
  }

  /** Moves the clock by which files are dated; of a disk in memory only. */
  public void passTime(long millis) {
    memory().passTime(millis);
  }

  private MemoryDisk memory() {
    if (disk instanceof MemoryDisk memory) {
      return memory;
    }
    throw new UnsupportedOperationException("only a disk in memory can do this");
  }

  @Override
  public FaultyProvider provider() {
    return provider;
  }

  @Override
  public Path getPath(String first, String... more) {
    return new FaultyPath(this, FileSystems.getDefault().getPath(first, more));
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher(syntaxAndPattern);
    return path -> matcher.matches(FaultyPath.of(path).name());
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException("this disk cannot be closed");
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getSeparator() {
    return "/";
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(getPath("/"));
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic");
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException("this disk knows no users");
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException("nobody watches this disk");
  }
}
