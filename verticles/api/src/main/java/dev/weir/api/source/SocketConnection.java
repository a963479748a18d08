package dev.weir.api.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads records from a server on a thread of its own, and connects again as long as it may. */
final class SocketConnection {

  /** Takes records and the end, on the thread of the connection. */
  interface Output {

    void record(String record) throws InterruptedException;

    /** Nothing will follow. The cause is null if the server has ended the stream. */
    void ended(@Nullable Throwable cause);
  }

  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
  private static final long RETRY_PAUSE_MILLIS = 500;
  private static final int MAX_RECORD_CHARS = 16 * 1024 * 1024;

  private final SocketAddressText address;
  private volatile boolean closed;
  private volatile @Nullable Socket socket;
  private volatile @Nullable Thread thread;

  SocketConnection(SocketAddressText address) {
    this.address = address;
  }

  void start(Output output) {
    Thread reading = new Thread(() -> run(output), "socket-source-" + address);
    reading.setDaemon(true);
    thread = reading;
    reading.start();
  }

  void close() throws IOException {
    closed = true;
    Thread reading = thread;
    if (reading != null) {
      reading.interrupt();
    }
    Socket open = socket;
    if (open != null) {
      open.close();
    }
  }

  private void run(Output output) {
    try {
      readAndRetry(output);
      output.ended(null);
    } catch (IOException | InterruptedException e) {
      output.ended(closed ? null : e);
    }
  }

  private void readAndRetry(Output output) throws IOException, InterruptedException {
    long downSince = System.nanoTime();
    while (!closed) {
      IOException failure = null;
      try (Socket connected = connect()) {
        Reader reader =
            new BufferedReader(
                new InputStreamReader(connected.getInputStream(), StandardCharsets.UTF_8));
        downSince = Long.MAX_VALUE;
        readRecords(reader, output);
      } catch (RecordTooLongException e) {
        throw e;
      } catch (IOException e) {
        failure = e;
      }
      if (downSince == Long.MAX_VALUE) {
        downSince = System.nanoTime();
      }
      if (!mayRetry(downSince)) {
        endOrThrow(failure);
        return;
      }
      Thread.sleep(RETRY_PAUSE_MILLIS);
    }
  }

  private Socket connect() throws IOException {
    Socket connecting = new Socket();
    socket = connecting;
    try {
      connecting.connect(
          new InetSocketAddress(address.hostname(), address.port()), CONNECT_TIMEOUT_MILLIS);
      return connecting;
    } catch (IOException e) {
      connecting.close();
      throw e;
    }
  }

  private boolean mayRetry(long downSince) {
    long seconds = address.maxRetrySeconds();
    return seconds < 0 || System.nanoTime() - downSince < TimeUnit.SECONDS.toNanos(seconds);
  }

  private void endOrThrow(@Nullable IOException failure) throws IOException {
    if (failure != null) {
      throw new IOException(
          "The socket source cannot read from " + address + ": " + failure.getMessage(), failure);
    }
  }

  private void readRecords(Reader reader, Output output) throws IOException, InterruptedException {
    StringBuilder record = new StringBuilder();
    String delimiter = address.delimiter();
    char end = delimiter.charAt(delimiter.length() - 1);
    for (int next = reader.read(); next >= 0; next = reader.read()) {
      record.append((char) next);
      if (next == end && endsWith(record, delimiter)) {
        record.setLength(record.length() - delimiter.length());
        output.record(text(record));
        record.setLength(0);
      } else if (record.length() > MAX_RECORD_CHARS) {
        throw new RecordTooLongException(address);
      }
    }
    if (!record.isEmpty()) {
      output.record(text(record));
    }
  }

  private static boolean endsWith(StringBuilder record, String delimiter) {
    int start = record.length() - delimiter.length();
    return start >= 0 && record.indexOf(delimiter, start) == start;
  }

  private String text(StringBuilder record) {
    int length = record.length();
    boolean dropReturn =
        address.delimiter().equals("\n") && length > 0 && record.charAt(length - 1) == '\r';
    return dropReturn ? record.substring(0, length - 1) : record.toString();
  }

  /** Trying again would not help. */
  private static final class RecordTooLongException extends IOException {

    RecordTooLongException(SocketAddressText address) {
      super(
          "A record from "
              + address
              + " is longer than "
              + MAX_RECORD_CHARS
              + " characters; is the delimiter right?");
    }
  }
}
