package dev.weir.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.JobClient;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.sink.DiscardingSink;
import dev.weir.config.Configuration;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What 50 browsers that look at a job of 200 subtasks cost it: CPU time of the threads of this
 * process that are neither subtasks nor browsers, with browsers and without in turn, as a part of
 * all that the machine has. Of a machine that the job has for itself and keeps busy, that is what
 * they take from the throughput. On one that is shared, the CPU time of the subtasks, which is
 * printed too, says more of the other processes than of the browsers.
 */
@ResourceLock(RunningJob.ALONE)
class DashboardCostTest {

  private static final int PARALLELISM = 50;
  private static final int BROWSERS = 50;
  private static final int ROUNDS = 3;
  private static final long ROUND_SECONDS = 6;

  /** Coordinators go on publishing so long after somebody has looked. */
  private static final long FORGOTTEN_SECONDS = 12;

  private static final double MOST = 0.02;

  private record Sample(long wallNanos, long engineNanos, long otherNanos, long messages) {

    Sample minus(Sample earlier) {
      return new Sample(
          wallNanos - earlier.wallNanos,
          engineNanos - earlier.engineNanos,
          otherNanos - earlier.otherNanos,
          messages - earlier.messages);
    }

    Sample plus(Sample more) {
      return new Sample(
          wallNanos + more.wallNanos,
          engineNanos + more.engineNanos,
          otherNanos + more.otherNanos,
          messages + more.messages);
    }

    double otherOfMachine() {
      return (double) otherNanos / wallNanos / Runtime.getRuntime().availableProcessors();
    }

    double otherPerEngine() {
      return (double) otherNanos / engineNanos;
    }

    String text() {
      return String.format(
          Locale.ROOT,
          "%.2f %% of the machine beside the subtasks, which had %.1f %%; %.1f messages a second",
          100 * otherOfMachine(),
          100 * otherOfMachine() / otherPerEngine(),
          messages * 1e9 / wallNanos);
    }
  }

  private final HttpClient browser = HttpClient.newHttpClient();
  private final LongAdder received = new LongAdder();

  @Tag("long")
  @Test
  void fifty_browsers_on_two_hundred_subtasks_cost_less_than_two_percent(@TempDir Path directory)
      throws Exception {
    int port = freePort();
    JobClient job = start(directory, port);
    awaitDashboard(port);
    pause(FORGOTTEN_SECONDS);
    Sample alone = new Sample(0, 0, 0, 0);
    Sample watched = alone;
    for (int round = 0; round < ROUNDS; round++) {
      alone = alone.plus(measure());
      List<WebSocket> sockets = connect(port, job.getJobID().toString());
      pause(1);
      watched = watched.plus(measure());
      sockets.forEach(WebSocket::abort);
      pause(FORGOTTEN_SECONDS);
    }
    job.cancel().get();
    job.getJobExecutionResult().handle((result, failure) -> "over").get();

    double cost = watched.otherOfMachine() - alone.otherOfMachine();
    System.out.printf(
        Locale.ROOT,
        "alone: %s%n%d browsers: %s%nthe browsers cost %.2f %% of the machine, %.2f %% of what the subtasks had%n",
        alone.text(),
        BROWSERS,
        watched.text(),
        100 * cost,
        100 * (watched.otherPerEngine() - alone.otherPerEngine()));
    assertThat(watched.messages()).isGreaterThan(BROWSERS * ROUNDS * ROUND_SECONDS / 2);
    assertThat(cost).isLessThan(MOST);
  }

  private static JobClient start(Path directory, int port) throws Exception {
    Configuration options =
        Configuration.defaults()
            .with("dashboard.port", port)
            .with("checkpointing.dir", directory.resolve("checkpoints").toString())
            .with("checkpointing.interval", "1s")
            .with("job.parallelism", PARALLELISM);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(options);
    env.fromSequence(0, 1L << 50)
        .rebalance()
        .map(number -> number * 31)
        .keyBy(number -> number % 10_000)
        .reduce(Long::sum)
        .rebalance()
        .sinkTo(new DiscardingSink<>());
    return env.executeAsync("cost");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private void awaitDashboard(int port) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready")).build();
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (status(request) != 200) {
      assertThat(System.nanoTime()).as("the job runs").isLessThan(deadline);
    }
  }

  private int status(HttpRequest request) throws InterruptedException {
    try {
      return browser.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException notListeningYet) {
      return 0;
    }
  }

  private static void pause(long seconds) throws InterruptedException {
    new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
  }

  private Sample measure() throws InterruptedException {
    Sample before = sample();
    pause(ROUND_SECONDS);
    return sample().minus(before);
  }

  private Sample sample() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long engine = 0;
    long other = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && !thread.getThreadName().startsWith("HttpClient")) {
        long nanos = Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
        if (thread.getThreadName().startsWith("weir-subtask")) {
          engine += nanos;
        } else {
          other += nanos;
        }
      }
    }
    return new Sample(System.nanoTime(), engine, other, received.sum());
  }

  private List<WebSocket> connect(int port, String job) {
    String watch =
        new JsonObject()
            .put("type", "watch")
            .put("jid", job)
            .put("parts", new JsonArray().add("subtasks"))
            .encode();
    List<WebSocket> sockets = new ArrayList<>();
    for (int i = 0; i < BROWSERS; i++) {
      WebSocket socket =
          browser
              .newWebSocketBuilder()
              .buildAsync(URI.create("ws://127.0.0.1:" + port + "/feed"), new Counting())
              .join();
      socket.sendText(watch, true);
      sockets.add(socket);
    }
    return sockets;
  }

  private final class Counting implements WebSocket.Listener {

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      if (last) {
        received.increment();
      }
      socket.request(1);
      return null;
    }
  }
}
