package dev.weir.runtime.jobs;

import dev.weir.config.WeirOptions;
import dev.weir.runtime.job.NodeService;
import dev.weir.runtime.metrics.NodeMetrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the dashboard sees of the meters of this JVM's node, which all tests share. */
public final class NodeWatch implements NodeService {

  private static volatile @Nullable NodeMetrics latest;
  private static volatile @Nullable Vertx latestVertx;

  /** The meters of the node that runs, or was the last to. */
  static NodeMetrics metrics() {
    NodeMetrics metrics = latest;
    if (metrics == null) {
      throw new IllegalStateException("no node has started yet");
    }
    return metrics;
  }

  /** The event bus and all else of that node. */
  static Vertx vertx() {
    Vertx vertx = latestVertx;
    if (vertx == null) {
      throw new IllegalStateException("no node has started yet");
    }
    return vertx;
  }

  /** The lines of a scrape that begin with a metric and bear a tag. */
  static List<String> lines(String scraped, String metric, String tag, String value) {
    return scraped
        .lines()
        .filter(line -> line.startsWith(metric + "{"))
        .filter(line -> line.contains(tag + "=\"" + value + "\""))
        .toList();
  }

  /** The value at the end of a line. */
  static double value(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  @Override
  public String describe() {
    return "the watch";
  }

  @Override
  public Future<?> start(Vertx vertx, WeirOptions options) {
    latest = NodeMetrics.of(vertx);
    latestVertx = vertx;
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    return Future.succeededFuture();
  }
}
