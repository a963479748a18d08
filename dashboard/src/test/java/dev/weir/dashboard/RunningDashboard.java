package dev.weir.dashboard;

import dev.weir.config.DashboardOptions;
import dev.weir.runtime.bus.Addresses;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A dashboard on a free port, and clients for it. Waits for whatever it starts. */
final class RunningDashboard implements AutoCloseable {

  static final String RECORDED_JOB = "867d3473c7edd77ab4c7d3318b65a7f8";
  private static final long PATIENCE_SECONDS = 20;
  private static final int MAX_MESSAGE_BYTES = 64 << 20;

  record Response(int status, HttpClientResponse head, String body) {
    JsonObject json() {
      return new JsonObject(body);
    }

    String error() {
      return json().getJsonArray("errors").getString(0);
    }
  }

  final Vertx vertx = Vertx.vertx();
  final int port;
  private final HttpClient client = vertx.createHttpClient();
  private final WebSocketClient sockets =
      vertx.createWebSocketClient(
          new WebSocketClientOptions().setMaxMessageSize(MAX_MESSAGE_BYTES));

  RunningDashboard() {
    Jobs jobs = new Jobs();
    Feed feed = new Feed(vertx, jobs);
    DashboardOptions options = new DashboardOptions(true, "127.0.0.1", 0, 100);
    Promise<Integer> listening = Promise.promise();
    vertx.runOnContext(
        start -> {
          vertx
              .eventBus()
              .<JsonObject>consumer(Addresses.VIEWS, view -> feed.changed(jobs.put(view.body())));
          new Listening(vertx, options, new Routes(vertx, jobs, feed, options))
              .open()
              .map(server -> server.actualPort())
              .onComplete(listening);
        });
    port = await(listening.future());
  }

  static JsonObject recordedView() {
    try (var in = RunningDashboard.class.getResourceAsStream("/recorded-view.json")) {
      return new JsonObject(Buffer.buffer(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Publishes a document, and returns when a client can see it. */
  void publish(JsonObject view) {
    Promise<Void> seen = Promise.promise();
    long now = view.getLong("now");
    String id = view.getString("jid");
    WebSocket socket =
        await(
            connect(
                Map.of(),
                message -> {
                  JsonObject job = message.getJsonObject("job");
                  if (job != null && job.getString("jid").equals(id) && job.getLong("now") == now) {
                    seen.tryComplete();
                  }
                }));
    vertx.eventBus().publish(Addresses.VIEWS, view);
    await(seen.future());
    await(socket.close());
  }

  /** The handler is in place before the first message can come. */
  Future<WebSocket> connect(Map<String, String> headers, Consumer<JsonObject> onMessage) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI("/feed");
    headers.forEach(options::putHeader);
    return sockets
        .webSocket()
        .textMessageHandler(message -> onMessage.accept(new JsonObject(message)))
        .connect(options);
  }

  Response get(String path) {
    return send(HttpMethod.GET, path, Map.of(), "");
  }

  Response post(String path, String body) {
    return send(HttpMethod.POST, path, Map.of("Content-Type", "application/json"), body);
  }

  Response send(HttpMethod method, String path, Map<String, String> headers, String body) {
    RequestOptions options =
        new RequestOptions().setMethod(method).setHost("127.0.0.1").setPort(port).setURI(path);
    headers.forEach(options::putHeader);
    return await(
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
                                            new Response(
                                                head.statusCode(), head, all.toString())))));
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing came within " + PATIENCE_SECONDS + " s", e);
    }
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
