package dev.weir.faults.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;

/** Where files are. Paths are absolute and of the default file system, whatever they stand for. */
interface Disk {

  /** An open file or directory. */
  interface OpenFile {
    int read(ByteBuffer target, long position) throws IOException;

    int write(ByteBuffer source, long position) throws IOException;

    long size() throws IOException;

    void truncate(long size) throws IOException;

    void force() throws IOException;

    /** Forcing failed: what was not forced so far never will be by forcing again. */
    void forceFailed();

    void close() throws IOException;

    boolean isDirectory();
  }

  boolean exists(Path path);

  OpenFile open(Path path, Set<? extends OpenOption> options) throws IOException;

  BasicFileAttributes attributes(Path path, boolean followLinks) throws IOException;

  /** Names in a directory. */
  List<String> list(Path directory) throws IOException;

  void createDirectory(Path directory) throws IOException;

  void delete(Path path) throws IOException;

  void link(Path link, Path existing) throws IOException;

  void rename(Path from, Path to, boolean replace) throws IOException;

  Path realPath(Path path) throws IOException;
}
