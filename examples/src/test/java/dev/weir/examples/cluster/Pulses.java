package dev.weir.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** When a job had output, and of which attempt: datagrams that its subtasks send. */
final class Pulses implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  private final List<Pulse> received = new ArrayList<>();

  private record Pulse(long nanos, int attempt) {}

  /** At most one datagram in a millisecond for each subtask. */
  static final class Sender implements AutoCloseable {

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final DatagramSocket socket = new DatagramSocket();
    private final DatagramPacket packet;
    private long last = System.nanoTime() - PERIOD_NANOS;

    Sender(int port, int attempt) throws SocketException {
      byte[] body = ByteBuffer.allocate(Integer.BYTES).putInt(attempt).array();
      packet = new DatagramPacket(body, body.length, InetAddress.getLoopbackAddress(), port);
    }

    void send() throws IOException {
      long now = System.nanoTime();
      if (now - last >= PERIOD_NANOS) {
        last = now;
        socket.send(packet);
      }
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  Pulses() throws SocketException {
    Thread reader = new Thread(this::read, "pulses");
    reader.setDaemon(true);
    reader.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void read() {
    byte[] body = new byte[Integer.BYTES];
    DatagramPacket packet = new DatagramPacket(body, body.length);
    try {
      while (true) {
        socket.receive(packet);
        add(new Pulse(System.nanoTime(), ByteBuffer.wrap(body).getInt()));
      }
    } catch (IOException e) {
      if (!socket.isClosed()) {
        throw new IllegalStateException("pulses cannot be received", e);
      }
    }
  }

  private synchronized void add(Pulse pulse) {
    received.add(pulse);
    notifyAll();
  }

  /** The newest attempt that has had output; -1 if none has. */
  synchronized int attempt() {
    return received.stream().mapToInt(Pulse::attempt).max().orElse(-1);
  }

  /** Waits for output of an attempt after another; when it came, in {@link System#nanoTime}. */
  synchronized long awaitAttemptAfter(int attempt) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (attempt() <= attempt) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      assertThat(left).as("no output after attempt %d", attempt).isPositive();
      wait(left);
    }
    return received.stream()
        .filter(pulse -> pulse.attempt() > attempt)
        .mapToLong(Pulse::nanos)
        .min()
        .orElseThrow();
  }

  /** Waits until there is output. */
  synchronized void awaitOutput() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    int before = received.size();
    while (received.size() == before) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      assertThat(left).as("no output any more").isPositive();
      wait(left);
    }
  }

  /** The longest time without output since a moment, in milliseconds. */
  synchronized long longestGapSince(long nanos) {
    long longest = 0;
    long last = nanos;
    for (Pulse pulse : received) {
      if (pulse.nanos() > nanos) {
        longest = Math.max(longest, pulse.nanos() - last);
        last = pulse.nanos();
      }
    }
    return TimeUnit.NANOSECONDS.toMillis(longest);
  }

  @Override
  public void close() {
    socket.close();
  }
}
