package dev.weir.dashboard;

import dev.weir.config.Configuration;
import dev.weir.config.DashboardOptions;
import dev.weir.config.WeirOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
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
  private final HttpClient elsewhere =
      vertx.createHttpClient(new HttpClientOptions().setLocalAddress("127.0.0.2"));
  private final WebSocketClient sockets =
      vertx.createWebSocketClient(
          new WebSocketClientOptions().setMaxMessageSize(MAX_MESSAGE_BYTES));

  RunningDashboard() {
    this(Map.of());
  }

  /**
   * @param settings beside the defaults
   */
  RunningDashboard(Map<String, String> settings) {
    DashboardVerticle dashboard = new DashboardVerticle(options(settings));
    await(vertx.deployVerticle(dashboard));
    port = await(dashboard.port());
  }

  static DashboardOptions options(Map<String, String> settings) {
    Configuration configuration = Configuration.defaults().with("dashboard.port", 0);
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      configuration = configuration.with(setting.getKey(), setting.getValue());
    }
    return WeirOptions.of(configuration).dashboard();
  }

  /** The job that was recorded; returns when a client can see it. */
  FakeCoordinator publishRecorded() {
    FakeCoordinator coordinator = FakeCoordinator.recorded(vertx);
    publish(coordinator, "job", coordinator.part("job"));
    return coordinator;
  }

  /** Publishes a part, and returns when a client can see it. */
  void publish(FakeCoordinator coordinator, String part, JsonObject data) {
    Promise<Void> seen = Promise.promise();
    WebSocket socket =
        await(
            connect(
                Map.of(),
                message -> {
                  if (message.encode().contains(data.encode())) {
                    seen.tryComplete();
                  }
                }));
    coordinator.publish(part, data);
    await(seen.future());
    await(socket.close());
  }

  /**
   * The handler is in place before the first message can come. It is given greetings as they are,
   * and the events of updates one by one.
   */
  Future<WebSocket> connect(Map<String, String> headers, Consumer<JsonObject> onMessage) {
    return connect("/feed", headers, onMessage);
  }

  Future<WebSocket> connect(
      String uri, Map<String, String> headers, Consumer<JsonObject> onMessage) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI(uri);
    headers.forEach(options::putHeader);
    return sockets
        .webSocket()
        .textMessageHandler(message -> eachOf(new JsonObject(message)).forEach(onMessage))
        .connect(options);
  }

  private static List<JsonObject> eachOf(JsonObject message) {
    return "update".equals(message.getString("type"))
        ? message.getJsonArray("events").stream().map(JsonObject.class::cast).toList()
        : List.of(message);
  }

  Response get(String path) {
    return send(HttpMethod.GET, path, Map.of(), "");
  }

  Response post(String path, String body) {
    return send(HttpMethod.POST, path, Map.of("Content-Type", "application/json"), body);
  }

  Response send(HttpMethod method, String path, Map<String, String> headers, String body) {
    return send(client, method, path, headers, body);
  }

  /** From another address than all else. */
  Response sendFromElsewhere(
      HttpMethod method, String path, Map<String, String> headers, String body) {
    return send(elsewhere, method, path, headers, body);
  }

  private Response send(
      HttpClient from, HttpMethod method, String path, Map<String, String> headers, String body) {
    RequestOptions options =
        new RequestOptions().setMethod(method).setHost("127.0.0.1").setPort(port).setURI(path);
    headers.forEach(options::putHeader);
    return await(
        from.request(options)
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
