package dev.weir.dashboard;

import dev.weir.config.WeirOptions;
import dev.weir.runtime.job.NodeService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Serves the dashboard beside the jobs of a node, unless {@code dashboard.enabled} is false. */
public final class DashboardService implements NodeService {

  private Supplier<Future<?>> undeploy = Future::succeededFuture;

  @Override
  public String describe() {
    return "the dashboard";
  }

  @Override
  public Future<?> start(Vertx vertx, WeirOptions options) {
    if (!options.dashboard().enabled()) {
      return Future.succeededFuture();
    }
    Future<String> deployed = vertx.deployVerticle(new DashboardVerticle(options.dashboard()));
    undeploy = () -> deployed.compose(vertx::undeploy, neverStarted -> Future.succeededFuture());
    return deployed;
  }

  @Override
  public Future<?> stop() {
    return undeploy.get();
  }
}
