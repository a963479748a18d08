package dev.weir.dashboard;

import static dev.weir.dashboard.RunningDashboard.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.JobClient;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.sink.DiscardingSink;
import dev.weir.api.source.DataGeneratorSource;
import dev.weir.api.source.RateLimiterStrategy;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.types.Types;
import dev.weir.config.Configuration;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.NetClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A job of known records, beside a dashboard that is treated badly from its start to its end. */
@ResourceLock(RunningJob.ALONE)
class ExactUnderAbuseTest {

  private static final int RECORDS = 20_000;
  private static final int RECORDS_PER_SECOND = 4_000;

  /** How often each number came to the end of the job, which runs in this process. */
  private static final AtomicIntegerArray SEEN = new AtomicIntegerArray(RECORDS);

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient requests = vertx.createHttpClient();
  private final WebSocketClient sockets = vertx.createWebSocketClient();
  private final NetClient connections = vertx.createNetClient();

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  @Test
  void every_record_is_counted_once(@TempDir Path directory) throws Exception {
    int port = freePort();
    JobClient job = start(directory, port);
    CompletableFuture<?> end = job.getJobExecutionResult().toCompletableFuture();
    String path = "/jobs/" + job.getJobID();
    int rounds = 0;
    while (!end.isDone()) {
      abuse(port, path);
      rounds++;
    }
    end.get();

    assertThat(rounds).as("rounds of abuse").isGreaterThan(3);
    for (int number = 0; number < RECORDS; number++) {
      assertThat(SEEN.get(number)).as("times that %d was counted", number).isEqualTo(1);
    }
  }

  private static JobClient start(Path directory, int port) throws Exception {
    Configuration options =
        Configuration.defaults()
            .with("dashboard.port", port)
            .with("checkpointing.dir", directory.resolve("checkpoints").toString())
            .with("checkpointing.interval", "100ms")
            .with("job.parallelism", 2);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(options);
    env.fromSource(
            new DataGeneratorSource<>(
                number -> number,
                RECORDS,
                RateLimiterStrategy.perSecond(RECORDS_PER_SECOND),
                Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .keyBy(number -> number % 100)
        .map(
            number -> {
              SEEN.incrementAndGet(number.intValue());
              return number;
            })
        .sinkTo(new DiscardingSink<>());
    return env.executeAsync("exact");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  /** Whatever is answered, and whether anything is: the job must not care. */
  private void abuse(int port, String job) {
    for (int i = 0; i < 20; i++) {
      await(
          connections
              .connect(port, "127.0.0.1")
              .compose(socket -> socket.write("GET /jobs HTTP/1.1\r\nX-Endless: "))
              .recover(refused -> Future.succeededFuture()));
      await(
          sockets
              .connect(
                  new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI("/feed"))
              .onSuccess(WebSocket::pause)
              .recover(refused -> Future.succeededFuture()));
    }
    send(port, HttpMethod.POST, job + "/stop", "{".repeat(10_000));
    send(port, HttpMethod.POST, job + "/savepoints", "x".repeat(1 << 20));
    send(port, HttpMethod.POST, job + "/cancel", "[]");
    send(port, HttpMethod.PATCH, job + "/rescaling?parallelism=-1", "");
    send(port, HttpMethod.GET, "/../../../etc/passwd", "");
    send(port, HttpMethod.DELETE, job, "");
  }

  private void send(int port, HttpMethod method, String path, String body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI(path)
            .putHeader("Content-Type", "application/json")
            .putHeader("Origin", "https://elsewhere.example");
    await(
        requests
            .request(options)
            .compose(request -> request.send(body))
            .map(answer -> answer.statusCode())
            .recover(broken -> Future.succeededFuture(0)));
  }
}
