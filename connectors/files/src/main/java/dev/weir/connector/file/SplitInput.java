package dev.weir.connector.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of the file to which a split belongs, as it was when it was found: bytes appended later
 * are not seen, and if bytes are missing an error says so. Used by one thread.
 */
public final class SplitInput implements Closeable {

  private final FileSourceSplit split;
  private final FileChannel channel;

  private SplitInput(FileSourceSplit split, FileChannel channel) {
    this.split = split;
    this.channel = channel;
  }

  static SplitInput open(FileSourceSplit split) throws IOException {
    Path path = Path.of(split.path());
    if (Files.notExists(path)) {
      throw new IOException(
          "Input file "
              + split.path()
              + " does not exist any more; expected the "
              + split.fileLength()
              + " bytes that it had when it was found");
    }
    FileChannel channel;
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ);
    } catch (IOException e) {
      throw new IOException("Cannot open input file " + split.path() + ": " + e, e);
    }
    SplitInput input = new SplitInput(split, channel);
    try {
      input.checkLength();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return input;
  }

  private void checkLength() throws IOException {
    if (channel.size() < split.fileLength()) {
      throw shorter(channel.size());
    }
  }

  private IOException shorter(long found) {
    return new IOException(
        "Input file "
            + split.path()
            + " has become shorter: expected the "
            + split.fileLength()
            + " bytes that it had when it was found, found "
            + found);
  }

  /** The absolute path of the file. */
  public String path() {
    return split.path();
  }

  /** The offset of the first byte of the split. */
  public long start() {
    return split.start();
  }

  /** The offset at which to begin to read. */
  public long position() {
    return split.position();
  }

  /** The offset after the last byte of the split. */
  public long end() {
    return split.end();
  }

  /** The length of the file, at or after {@link #end()}; reading goes up to here. */
  public long fileLength() {
    return split.fileLength();
  }

  /**
   * Reads from an offset in the file as many bytes as one read of the disk brings.
   *
   * @return how many, at least one, or -1 at the end of the file
   * @throws IOException that names the file, also if it has become shorter
   */
  public int read(long offset, byte[] target, int from, int length) throws IOException {
    if (offset >= split.fileLength()) {
      return -1;
    }
    int wanted = (int) Math.min(length, split.fileLength() - offset);
    int count;
    try {
      count = channel.read(ByteBuffer.wrap(target, from, wanted), offset);
    } catch (IOException e) {
      throw new IOException(
          "Cannot read input file " + split.path() + " at offset " + offset + ": " + e, e);
    }
    if (count <= 0) {
      throw shorter(channel.size());
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
