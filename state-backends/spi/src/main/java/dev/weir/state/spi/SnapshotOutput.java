package dev.weir.state.spi;

import java.io.IOException;
import java.io.OutputStream;

/** A file in the making. {@link #close} without {@link #finish} leaves nothing behind. */
public abstract class SnapshotOutput extends OutputStream {

  /** Bytes written so far. */
  public abstract long position();

  /** Makes the file durable and visible. Nothing can be written after. */
  public abstract SnapshotFile finish() throws IOException;
}
