package dev.weir.runtime.job;

import dev.weir.config.WeirOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * Something that runs beside the jobs of a node, such as the dashboard. Found by {@link
 * java.util.ServiceLoader}; sees the jobs only through the event bus.
 */
public interface NodeService {

  /** For messages: "the dashboard". */
  String describe();

  /**
   * Starts; a failure is logged and does the jobs no harm.
   *
   * @param vertx of the node; {@link dev.weir.runtime.metrics.NodeMetrics#of} finds its meters
   */
  Future<?> start(Vertx vertx, WeirOptions options);

  Future<?> stop();
}
