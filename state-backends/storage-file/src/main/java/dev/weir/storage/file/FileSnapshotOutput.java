package dev.weir.storage.file;

import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.CRC32C;

/** Writes a temporary file and publishes it at {@link #finish}. For one thread. */
final class FileSnapshotOutput extends SnapshotOutput {

  private static final int BUFFER_BYTES = 128 * 1024;

  private final String path;
  private final Path target;
  private final Path temporary;
  private final FileChannel channel;
  private final TemporaryFiles temporaries;
  private final Publisher publisher;
  private final CRC32C checksum = new CRC32C();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private long position;
  private boolean closed;

  FileSnapshotOutput(
      String path,
      Path target,
      Path temporary,
      FileChannel channel,
      TemporaryFiles temporaries,
      Publisher publisher) {
    this.path = path;
    this.target = target;
    this.temporary = temporary;
    this.channel = channel;
    this.temporaries = temporaries;
    this.publisher = publisher;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, source.length);
    requireOpen();
    checksum.update(source, offset, length);
    int from = offset;
    int left = length;
    while (left > 0) {
      if (!buffer.hasRemaining()) {
        drain();
      }
      int part = Math.min(left, buffer.remaining());
      buffer.put(source, from, part);
      from += part;
      left -= part;
    }
    position += length;
  }

  @Override
  public SnapshotFile finish() throws IOException {
    requireOpen();
    drain();
    try {
      channel.force(true);
      channel.close();
      publish();
    } catch (IOException e) {
      throw WriteFailure.of(path, target, position, e);
    } finally {
      close();
    }
    return new SnapshotFile(path, position, (int) checksum.getValue());
  }

  private void publish() throws IOException {
    if (!publisher.name(temporary, target)) {
      throw new FileAlreadyExistsException(path, null, "a file never replaces another");
    }
    try {
      Directories.forceParentOf(target);
    } catch (IOException e) {
      withdraw(e);
      throw e;
    }
  }

  /** Nobody will ever name a file of which the writing was reported to have failed. */
  private void withdraw(IOException cause) {
    try {
      Files.deleteIfExists(target);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      try {
        channel.close();
      } finally {
        temporaries.discard(temporary);
      }
    }
  }

  private void drain() throws IOException {
    buffer.flip();
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      closeAfter(e);
      throw WriteFailure.of(path, target, position, e);
    }
    buffer.clear();
  }

  private void closeAfter(IOException cause) {
    try {
      close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("'" + path + "' is finished or closed and cannot be written to");
    }
  }
}
