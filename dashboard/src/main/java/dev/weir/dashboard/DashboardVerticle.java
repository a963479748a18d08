package dev.weir.dashboard;

import dev.weir.config.DashboardOptions;
import dev.weir.runtime.bus.Addresses;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what the jobs publish, and serves it. */
final class DashboardVerticle extends VerticleBase {

  private static final Logger log = LoggerFactory.getLogger(DashboardVerticle.class);

  private final DashboardOptions options;

  DashboardVerticle(DashboardOptions options) {
    this.options = options;
  }

  @Override
  public Future<?> start() {
    Jobs jobs = new Jobs();
    Feed feed = new Feed(vertx, jobs);
    context.exceptionHandler(e -> log.error("the dashboard could not serve a request", e));
    Future<?> listening =
        vertx
            .eventBus()
            .<JsonObject>consumer(Addresses.VIEWS, view -> feed.changed(jobs.put(view.body())))
            .completion();
    return listening
        .compose(
            ready -> new Listening(vertx, options, new Routes(vertx, jobs, feed, options)).open())
        .onSuccess(this::announce);
  }

  private void announce(HttpServer server) {
    String host = options.host();
    String shown = host.contains(":") ? "[" + host + "]" : host;
    log.info("dashboard at http://{}:{}", shown, server.actualPort());
    if (!Hosts.isLoopback(host)) {
      log.warn(
          "dashboard.host is {}: whoever reaches it can see and stop the jobs, for the dashboard asks"
              + " for no credentials",
          host);
    }
  }
}
