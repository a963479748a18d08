package dev.weir.runtime.storage;

import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a file to checkpoint storage and a copy of it beside, which is given up if it fails. */
final class CopiedOutput extends SnapshotOutput {

  private static final Logger log = LoggerFactory.getLogger(CopiedOutput.class);

  private final SnapshotOutput original;
  private final OutputStream copy;
  private final Path unfinished;
  private final Path finished;
  private boolean copying = true;

  /**
   * @param copy to {@code unfinished}, which becomes {@code finished} when all is written
   */
  CopiedOutput(SnapshotOutput original, OutputStream copy, Path unfinished, Path finished) {
    this.original = original;
    this.copy = new BufferedOutputStream(copy, 1 << 16);
    this.unfinished = unfinished;
    this.finished = finished;
  }

  @Override
  public void write(int b) throws IOException {
    original.write(b);
    if (copying) {
      try {
        copy.write(b);
      } catch (IOException e) {
        giveUp(e);
      }
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    original.write(bytes, offset, length);
    if (copying) {
      try {
        copy.write(bytes, offset, length);
      } catch (IOException e) {
        giveUp(e);
      }
    }
  }

  @Override
  public void flush() throws IOException {
    original.flush();
  }

  @Override
  public long position() {
    return original.position();
  }

  @Override
  public SnapshotFile finish() throws IOException {
    SnapshotFile file = original.finish();
    if (copying) {
      try {
        copy.close();
        Files.move(unfinished, finished, StandardCopyOption.REPLACE_EXISTING);
        copying = false;
      } catch (IOException e) {
        giveUp(e);
      }
    }
    return file;
  }

  @Override
  public void close() throws IOException {
    if (copying) {
      drop();
    }
    original.close();
  }

  private void giveUp(IOException e) {
    log.warn("no local copy {}: {}", finished, e.toString());
    drop();
  }

  private void drop() {
    copying = false;
    try (OutputStream closed = copy) {
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      log.warn("the unfinished copy {} stays: {}", unfinished, e.toString());
    }
  }
}
