package dev.weir.connector.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A part file that is being written under its hidden name, behind a buffer. It comes into being
 * with its first bytes, so a part without any leaves nothing behind.
 */
final class PartFile extends OutputStream implements PartFileInfo {

  private static final int BUFFER_BYTES = 64 << 10;

  private final String bucketId;
  private final Path directory;
  private final Path hidden;
  private final Path visible;
  private final long creationTime;
  private final DirectorySync directories;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  private @Nullable FileChannel channel;
  private int buffered;
  private long written;
  private boolean inCheckpoint;
  private long lastUpdateTime;
  private long sizeAtLastLook;

  /**
   * @param base the base path of the sink
   * @param bucketId the directory below it
   * @param hiddenName under which it is written; must not exist
   * @param visibleName to which the commit moves it
   * @param creationTime in milliseconds
   * @param directories is told where the file is made
   */
  PartFile(
      Path base,
      String bucketId,
      String hiddenName,
      String visibleName,
      long creationTime,
      DirectorySync directories) {
    this.bucketId = bucketId;
    this.directory = base.resolve(bucketId).normalize();
    if (!directory.startsWith(base)) {
      throw new IllegalArgumentException(
          "Bucket '" + bucketId + "': expected a directory below " + base + ", found " + directory);
    }
    this.hidden = directory.resolve(hiddenName);
    this.visible = directory.resolve(visibleName);
    this.creationTime = creationTime;
    this.directories = directories;
    this.lastUpdateTime = creationTime;
  }

  @Override
  public void write(int value) throws IOException {
    if (buffered == buffer.length) {
      drain();
    }
    buffer[buffered++] = (byte) value;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > buffer.length - buffered) {
      drain();
      if (length >= buffer.length) {
        writeOut(bytes, offset, length);
        return;
      }
    }
    System.arraycopy(bytes, offset, buffer, buffered, length);
    buffered += length;
  }

  /** Hands what is buffered to the operating system. */
  void drain() throws IOException {
    if (buffered > 0) {
      writeOut(buffer, 0, buffered);
      buffered = 0;
    }
  }

  private void writeOut(byte[] bytes, int offset, int length) throws IOException {
    FileChannel target = channel();
    ByteBuffer source = ByteBuffer.wrap(bytes, offset, length);
    try {
      while (source.hasRemaining()) {
        written += target.write(source);
      }
    } catch (IOException e) {
      throw new PartFileException(
          "Cannot write " + source.remaining() + " bytes to " + this + ": " + e, e);
    }
  }

  private FileChannel channel() throws PartFileException {
    FileChannel open = channel;
    if (open == null) {
      try {
        directories.makeDirectories(directory);
        directories.changed(directory);
        open = FileChannel.open(hidden, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
      } catch (IOException e) {
        throw new PartFileException("Cannot create " + this + ": " + e, e);
      }
      channel = open;
    }
    return open;
  }

  /** Begins with the first bytes of another file. Called before anything is written. */
  void copyFrom(Path source, long length) throws IOException {
    try (FileChannel from = FileChannel.open(source, StandardOpenOption.READ)) {
      FileChannel to = channel();
      while (written < length) {
        long copied = from.transferTo(written, length - written, to);
        if (copied <= 0) {
          throw new PartFileException(
              "Part file "
                  + source
                  + " has become shorter: expected at least "
                  + length
                  + " bytes, as the checkpoint says, found "
                  + from.size());
        }
        written += copied;
      }
    }
    sizeAtLastLook = written;
  }

  /** Makes everything written so far survive a loss of power, if its directory is synced too. */
  void sync() throws IOException {
    drain();
    FileChannel open = channel;
    if (open == null) {
      return;
    }
    try {
      open.force(true);
    } catch (IOException e) {
      throw new PartFileException("Cannot sync " + this + ": " + e, e);
    }
  }

  /** Closes the file as it is. Does not write what is buffered. */
  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  /** Removes the file, if it came into being. */
  void delete() throws IOException {
    close();
    if (channel != null) {
      Files.deleteIfExists(hidden);
    }
  }

  /** Looks whether it has grown since the last look. */
  void lookForGrowth(long now) {
    if (getSize() != sizeAtLastLook) {
      sizeAtLastLook = getSize();
      lastUpdateTime = now;
    }
  }

  /** From now on a checkpoint may name the file: it is not ours alone to delete. */
  void markInCheckpoint() {
    inCheckpoint = true;
  }

  boolean isInCheckpoint() {
    return inCheckpoint;
  }

  Path hidden() {
    return hidden;
  }

  Path visible() {
    return visible;
  }

  @Override
  public String getBucketId() {
    return bucketId;
  }

  @Override
  public long getCreationTime() {
    return creationTime;
  }

  @Override
  public long getSize() {
    return written + buffered;
  }

  @Override
  public long getLastUpdateTime() {
    return lastUpdateTime;
  }

  @Override
  public String toString() {
    return "part file " + hidden + " (" + written + " bytes so far)";
  }
}
