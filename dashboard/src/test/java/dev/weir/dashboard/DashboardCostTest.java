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
 * What 50 browsers that look at a job of 200 subtasks cost it: CPU time in the threads of this
 * process, without those of the browsers, with and without them in turn. On a machine without idle
 * cores, that is what they take from the throughput.
 */
@ResourceLock(RunningJob.ALONE)
class DashboardCostTest {

  private static final int PARALLELISM = 50;
  private static final int BROWSERS = 50;
  private static final int ROUNDS = 3;
  private static final long ROUND_SECONDS = 6;
  private static final double MOST = 0.02;

  private record Sample(long engineNanos, long otherNanos, long records) {

    Sample minus(Sample earlier) {
      return new Sample(
          engineNanos - earlier.engineNanos,
          otherNanos - earlier.otherNanos,
          records - earlier.records);
    }

    Sample plus(Sample more) {
      return new Sample(
          engineNanos + more.engineNanos, otherNanos + more.otherNanos, records + more.records);
    }

    double otherPerEngine() {
      return (double) otherNanos / engineNanos;
    }

    double nanosPerRecord() {
      return (double) (engineNanos + otherNanos) / records;
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
    String base = "http://127.0.0.1:" + port;
    awaitRecords(base, job.getJobID().toString());
    Sample alone = new Sample(0, 0, 0);
    Sample watched = alone;
    measure(base, job.getJobID().toString());
    for (int round = 0; round < ROUNDS; round++) {
      alone = alone.plus(measure(base, job.getJobID().toString()));
      List<WebSocket> sockets = connect(port, job.getJobID().toString());
      watched = watched.plus(measure(base, job.getJobID().toString()));
      sockets.forEach(WebSocket::abort);
    }
    job.cancel().get();
    job.getJobExecutionResult().handle((result, failure) -> "over").get();

    double cost = watched.otherPerEngine() - alone.otherPerEngine();
    System.out.printf(
        Locale.ROOT,
        "alone: %.1f ns of CPU per record, %.2f %% of them beside the subtasks%n"
            + "%d browsers: %.1f ns of CPU per record, %.2f %% beside the subtasks; %d messages%n"
            + "the browsers cost %.2f %% of the engine's CPU%n",
        alone.nanosPerRecord(),
        100 * alone.otherPerEngine(),
        BROWSERS,
        watched.nanosPerRecord(),
        100 * watched.otherPerEngine(),
        received.sum(),
        100 * cost);
    assertThat(received.sum()).isGreaterThan(BROWSERS * ROUNDS);
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

  private void awaitRecords(String base, String job) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (records(base, job) == 0) {
      assertThat(System.nanoTime()).as("the job makes progress").isLessThan(deadline);
    }
  }

  private long records(String base, String job) throws Exception {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/jobs/" + job)).build();
      JsonObject details = new JsonObject(browser.send(request, BodyHandlers.ofString()).body());
      JsonArray vertices = details.getJsonArray("vertices", new JsonArray());
      return vertices.isEmpty()
          ? 0
          : vertices
              .getJsonObject(vertices.size() - 1)
              .getJsonObject("metrics")
              .getLong("read-records");
    } catch (IOException notListeningYet) {
      return 0;
    }
  }

  private Sample measure(String base, String job) throws Exception {
    Sample before = sample(base, job);
    new CountDownLatch(1).await(ROUND_SECONDS, TimeUnit.SECONDS);
    return sample(base, job).minus(before);
  }

  private Sample sample(String base, String job) throws Exception {
    long records = records(base, job);
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
    return new Sample(engine, other, records);
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
