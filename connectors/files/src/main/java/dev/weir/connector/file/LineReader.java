package dev.weir.connector.file;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts the lines that begin in a split out of a buffer; allocates nothing but the lines. */
final class LineReader implements StreamFormat.Reader<String> {

  private static final int BUFFER_BYTES = 256 << 10;

  private final SplitInput input;
  private final Charset charset;
  private final int maxLineBytes;
  private final long end;

  private byte[] buffer;

  /** The offset in the file of the first byte of the buffer. */
  private long bufferStart;

  /** Where in the buffer the next line begins. */
  private int next;

  /** Where in the buffer the bytes end. */
  private int limit;

  LineReader(SplitInput input, Charset charset, int maxLineBytes) throws IOException {
    this.input = input;
    this.charset = charset;
    this.maxLineBytes = maxLineBytes;
    this.end = input.end();
    long behindStart = Math.max(1, input.fileLength() - input.position() + 1);
    this.buffer = new byte[(int) Math.min(BUFFER_BYTES, behindStart)];
    this.bufferStart = input.position();
    if (input.position() == input.start() && input.start() > 0) {
      skipLineOfFormerSplit();
    }
  }

  /** A line begins at the start only if the byte before it ends one. */
  private void skipLineOfFormerSplit() throws IOException {
    bufferStart = input.start() - 1;
    while (position() < end && fill()) {
      int newline = Newlines.indexOf(buffer, next, limit);
      if (newline >= 0) {
        next = newline + 1;
        return;
      }
      next = limit;
    }
  }

  @Override
  public @Nullable String read() throws IOException {
    if (position() >= end) {
      return null;
    }
    int scanned = next;
    int newline;
    while ((newline = Newlines.indexOf(buffer, scanned, limit)) < 0) {
      checkLength(limit - next - 1); // the last byte may be the \r of the line end
      int unread = limit - next;
      if (!fill()) {
        return lastLine();
      }
      scanned = next + unread;
    }
    int lineEnd = newline > next && buffer[newline - 1] == '\r' ? newline - 1 : newline;
    String line = line(lineEnd);
    next = newline + 1;
    return line;
  }

  private String lastLine() throws IOException {
    String line = line(limit);
    next = limit;
    return line;
  }

  private String line(int lineEnd) throws IOException {
    checkLength(lineEnd - next);
    return new String(buffer, next, lineEnd - next, charset);
  }

  private void checkLength(int lineBytes) throws IOException {
    if (lineBytes > maxLineBytes) {
      throw new IOException(
          "Line at offset "
              + position()
              + " of input file "
              + input.path()
              + " is too long: expected at most "
              + maxLineBytes
              + " bytes (maxLineBytes of TextLineInputFormat), found at least "
              + lineBytes);
    }
  }

  /** Reads more behind the bytes from {@code next} on; false at the end of the file. */
  private boolean fill() throws IOException {
    if (limit == buffer.length) {
      makeRoom();
    }
    int count = input.read(bufferStart + limit, buffer, limit, buffer.length - limit);
    limit += Math.max(0, count);
    return count > 0;
  }

  private void makeRoom() {
    int unread = limit - next;
    byte[] target = unread <= buffer.length / 2 ? buffer : Arrays.copyOf(buffer, grownLength());
    System.arraycopy(buffer, next, target, 0, unread);
    buffer = target;
    bufferStart += next;
    next = 0;
    limit = unread;
  }

  private int grownLength() {
    return (int) Math.min(Integer.MAX_VALUE - 16L, 2L * buffer.length);
  }

  @Override
  public long position() {
    return bufferStart + next;
  }
}
