package dev.weir.dashboard;

import dev.weir.config.DashboardOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.BindException;
import java.util.concurrent.TimeUnit;

/** Opens the server on the port asked for, or on the next one that is free. */
final class Listening {

  private static final int PORTS_TRIED = 20;
  private static final int HIGHEST_PORT = 65_535;
  private static final int IDLE_SECONDS = 60;

  private final Vertx vertx;
  private final DashboardOptions options;
  private final Routes routes;

  Listening(Vertx vertx, DashboardOptions options, Routes routes) {
    this.vertx = vertx;
    this.options = options;
    this.routes = routes;
  }

  Future<HttpServer> open() {
    return open(options.port());
  }

  private Future<HttpServer> open(int port) {
    return vertx
        .createHttpServer(serverOptions())
        .requestHandler(routes.router())
        .listen(port, options.host())
        .recover(e -> tryNext(port, e));
  }

  private Future<HttpServer> tryNext(int port, Throwable e) {
    boolean taken = e instanceof BindException && options.port() != 0;
    if (!taken) {
      return Future.failedFuture(
          new IllegalStateException(
              "cannot listen on dashboard.host %s, dashboard.port %d: %s"
                  .formatted(options.host(), port, e.getMessage()),
              e));
    }
    int last = Math.min(HIGHEST_PORT, options.port() + PORTS_TRIED - 1);
    if (port >= last) {
      return Future.failedFuture(
          new IllegalStateException(
              "no port from %d to %d on %s is free; set dashboard.port, 0 takes any"
                  .formatted(options.port(), last, options.host()),
              e));
    }
    return open(port + 1);
  }

  /** What is read from a client is bounded, and a client that says nothing at all is let go. */
  private HttpServerOptions serverOptions() {
    HttpServerOptions server =
        new HttpServerOptions()
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setReadIdleTimeout(IDLE_SECONDS)
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false);
    DashboardOptions.Tls tls = options.tls();
    if (tls.certificate().isPresent() && tls.key().isPresent()) {
      server
          .setSsl(true)
          .setKeyCertOptions(
              new PemKeyCertOptions()
                  .addCertPath(tls.certificate().get().toString())
                  .addKeyPath(tls.key().get().toString()));
    }
    return server;
  }
}
