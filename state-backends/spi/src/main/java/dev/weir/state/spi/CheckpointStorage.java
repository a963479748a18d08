package dev.weir.state.spi;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Where checkpoints live: a tree of immutable files under one root. Paths are relative to the root
 * and use forward slashes; an empty one, or one with an empty name, {@code .} or {@code ..} in it,
 * is refused with an {@link IllegalArgumentException} that quotes it. Safe for use by many threads
 * and, where the storage is shared, by many processes.
 *
 * <p>Whatever returns normally is durable: it survives a crash of the process and of the machine.
 */
public interface CheckpointStorage extends Closeable {

  /** The root as the user would name it, for messages. */
  String describe();

  /**
   * Writes a whole file if there is none at that path: of many callers, in whatever processes,
   * exactly one gets {@code true}. Readers see all of the content or no file.
   *
   * @return false if there was a file already; it is as it was
   */
  boolean putIfAbsent(String path, byte[] content) throws IOException;

  /**
   * @throws java.nio.file.NoSuchFileException if there is no such file
   */
  byte[] read(String path) throws IOException;

  boolean exists(String path) throws IOException;

  /**
   * Names (not paths) of the files and directories in a directory, sorted; empty if there is none.
   */
  List<String> list(String directory) throws IOException;

  /**
   * Starts a new file; it is not there for readers before {@link SnapshotOutput#finish}. A file
   * never replaces another: if there is one at that path, this or {@code finish} throws an {@link
   * IOException} that names it.
   */
  SnapshotOutput create(String path) throws IOException;

  /**
   * Reads a file from an offset on. Does not verify the checksum.
   *
   * @throws CorruptStateException if the file is missing or has another length; the message names
   *     it
   */
  InputStream open(SnapshotFile file, long offset) throws IOException;

  /**
   * Reads all of a file and compares its length and checksum.
   *
   * @throws CorruptStateException if it is missing or damaged; the message names it, what was found
   *     and what was expected
   */
  void verify(SnapshotFile file) throws IOException;

  /** Removes a file; no error if there is none. */
  void delete(String path) throws IOException;

  /** Removes a directory and all that is in it; no error if there is none. */
  void deleteDirectory(String directory) throws IOException;

  @Override
  void close() throws IOException;
}
