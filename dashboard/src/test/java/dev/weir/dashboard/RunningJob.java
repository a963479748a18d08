package dev.weir.dashboard;

import dev.weir.api.JobClient;
import dev.weir.api.StreamExecutionEnvironment;
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
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;

/** A real job that counts and takes checkpoints, with the dashboard that its node serves. */
final class RunningJob implements AutoCloseable {

  /** For tests: this process is one node, and has one dashboard, whatever runs in it. */
  static final String ALONE = "the node of this process";

  private static final long RATE = 2_000;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  record Answer(int status, String type, String body) {
    JsonObject json() {
      return new JsonObject(body);
    }
  }

  final Vertx vertx = Vertx.vertx();
  final int port;
  final JobClient job;

  /** Kept here: a client that nobody refers to closes its connections when it is collected. */
  final NetClient netClient = vertx.createNetClient();

  final WebSocketClient webSocketClient =
      vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(1_000));
  private final HttpClient client = vertx.createHttpClient();

  RunningJob(Path directory, Map<String, String> settings) throws Exception {
    port = freePort();
    Configuration options =
        Configuration.defaults()
            .with("dashboard.port", port)
            .with("checkpointing.dir", directory.resolve("checkpoints").toString())
            .with("checkpointing.savepoint-dir", directory.resolve("savepoints").toString())
            .with("checkpointing.interval", "100ms")
            .with("cluster.secret", "never to be shown to anybody")
            .with("restart.strategy", "fixed-delay")
            .with("restart.fixed-delay.attempts", 100)
            .with("restart.fixed-delay.delay", "50ms")
            .with("job.parallelism", 2);
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      options = options.with(setting.getKey(), setting.getValue());
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(options);
    env.fromSource(
            new DataGeneratorSource<>(
                number -> number, 1L << 40, RateLimiterStrategy.perSecond(RATE), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .uid("numbers")
        .keyBy(number -> number % 100)
        .reduce(Long::sum)
        .uid("sums")
        .filter(number -> number < 0)
        .uid("none")
        .print()
        .uid("sink");
    job = env.executeAsync("contract");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  String id() {
    return job.getJobID().toString();
  }

  /** Returns when so many checkpoints are completed. */
  void awaitCheckpoints(long completed) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (completedCheckpoints() < completed) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no %d checkpoints were completed in time".formatted(completed));
      }
    }
  }

  long completedCheckpoints() {
    Answer answer = send(HttpMethod.GET, "/jobs/" + id() + "/checkpoints", "");
    return answer.status() == 200
        ? answer.json().getJsonObject("counts", new JsonObject()).getLong("completed", 0L)
        : 0;
  }

  /** Connection refused counts as status 0: the dashboard starts beside the job. */
  Answer send(HttpMethod method, String path, String body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI(path)
            .putHeader("Content-Type", "application/json");
    return RunningDashboard.await(
        client
            .request(options)
            .compose(
                request ->
                    request
                        .send(body)
                        .compose(
                            head ->
                                head.body()
                                    .map(
                                        all ->
                                            new Answer(
                                                head.statusCode(),
                                                String.valueOf(head.getHeader("Content-Type")),
                                                all.toString()))))
            .recover(e -> Future.succeededFuture(new Answer(0, "", e.toString()))));
  }

  @Override
  public void close() throws Exception {
    job.cancel().get();
    job.getJobExecutionResult().handle((result, failure) -> "over").get();
    RunningDashboard.await(vertx.close());
  }
}
