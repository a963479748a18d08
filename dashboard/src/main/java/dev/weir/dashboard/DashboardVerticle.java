package dev.weir.dashboard;

import dev.weir.config.DashboardOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.internal.VertxInternal;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what the jobs publish, and serves it. */
final class DashboardVerticle extends VerticleBase {

  private static final Logger log = LoggerFactory.getLogger(DashboardVerticle.class);

  private final DashboardOptions options;
  private final Promise<Integer> port = Promise.promise();
  private Optional<LogTail> tail = Optional.empty();

  DashboardVerticle(DashboardOptions options) {
    this.options = options;
  }

  @Override
  public Future<?> start() {
    context.exceptionHandler(e -> log.error("the dashboard could not serve a request", e));
    Served served = serve(vertx, options);
    tail = served.tail();
    return Future.all(served.views().open(), served.logs().open())
        .compose(ready -> new Listening(vertx, options, served.routes()).open())
        .onSuccess(
            server -> {
              port.complete(server.actualPort());
              announce(server, served.routes().access());
            });
  }

  /** What a dashboard is made of. */
  record Served(Views views, Logs logs, Routes routes, Optional<LogTail> tail) {}

  static Served serve(Vertx vertx, DashboardOptions options) {
    Jobs jobs = new Jobs();
    Feed feed = new Feed(vertx, jobs);
    Views views = new Views(vertx, jobs, feed::changed);
    Optional<LogTail> tail = LogTail.attach();
    Logs logs = new Logs(vertx, nodeName(vertx), tail);
    feed.watchWith(views);
    return new Served(views, logs, new Routes(vertx, jobs, feed, views, logs, options), tail);
  }

  @Override
  public Future<?> stop() {
    tail.ifPresent(LogTail::detach);
    return Future.succeededFuture();
  }

  /** That of the cluster if there is one, so that all dashboards call a node the same. */
  private static String nodeName(Vertx vertx) {
    return vertx instanceof VertxInternal internal && internal.clusterManager() != null
        ? internal.clusterManager().getNodeId()
        : Logs.ALONE;
  }

  /** The port that it listens on, when it does. */
  Future<Integer> port() {
    return port.future();
  }

  private void announce(HttpServer server, Access access) {
    String host = options.host();
    String shown = host.contains(":") ? "[" + host + "]" : host;
    log.info(
        "dashboard at {}://{}:{}",
        options.tls().isOn() ? "https" : "http",
        shown,
        server.actualPort());
    access.warning().ifPresent(log::warn);
  }
}
