package dev.weir.runtime.job;

import dev.weir.config.WeirOptions;
import dev.weir.runtime.coordinator.JobVerticle;
import dev.weir.runtime.metrics.NodeMetrics;
import dev.weir.runtime.wire.MessageCodecs;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process as a node: a Vert.x instance, and what runs beside the jobs. It starts with the
 * first job and is closed when the last one is over, so that {@code main} can end.
 */
final class Node {

  private static final Logger log = LoggerFactory.getLogger(Node.class);
  private static final Object LOCK = new Object();
  private static final int SHUTDOWN_SECONDS = 10;
  private static @Nullable Node current;

  private final String name = UUID.randomUUID().toString();
  private final NodeMetrics metrics = NodeMetrics.create();
  private final Vertx vertx;
  private final LocalDirectory localDirectory;
  private final Thread shutdown = new Thread(this::shutDown, "weir-shutdown");
  private final List<NodeService> services = new ArrayList<>();
  private final Map<String, JobVerticle> deployed = new ConcurrentHashMap<>();
  private int jobs;
  private volatile boolean shuttingDown;

  private Node(LocalDirectory localDirectory) {
    this.localDirectory = localDirectory;
    vertx = metrics.vertxBuilder(new VertxOptions()).build();
    metrics.belongTo(vertx);
    MessageCodecs.register(vertx.eventBus());
  }

  /**
   * The node of this process with one job more; each call is followed by one of {@link #release}.
   *
   * @throws IOException if its working files have no place
   */
  static Node acquire(WeirOptions options) throws IOException {
    synchronized (LOCK) {
      Node node = current;
      if (node == null) {
        node = new Node(LocalDirectory.create(options.state().localDir()));
        Runtime.getRuntime().addShutdownHook(node.shutdown);
        node.startServices(options);
        current = node;
      }
      node.jobs++;
      return node;
    }
  }

  /** One job less; with the last one the node is closed. */
  Future<?> release() {
    synchronized (LOCK) {
      jobs--;
      if (jobs > 0) {
        return Future.succeededFuture();
      }
      current = null;
    }
    if (!shuttingDown) {
      Runtime.getRuntime().removeShutdownHook(shutdown);
    }
    return close();
  }

  private Future<?> close() {
    List<Future<?>> stopping = new ArrayList<>();
    deployed.keySet().forEach(id -> stopping.add(undeploy(id)));
    return Future.join(stopping)
        .eventually(this::stopServices)
        .eventually(vertx::close)
        .onComplete(
            closed -> {
              metrics.close();
              try {
                localDirectory.close();
              } catch (IOException e) {
                log.warn("working files remain in {}", localDirectory.path(), e);
              }
            });
  }

  private Future<?> stopServices() {
    List<Future<?>> stopping = new ArrayList<>();
    services.forEach(service -> stopping.add(service.stop()));
    return Future.join(stopping);
  }

  /**
   * Deploys the coordinator of a job. It is undeployed, and with it its subtasks, before the node
   * is closed.
   */
  Future<String> deploy(JobVerticle coordinator) {
    return vertx.deployVerticle(coordinator).onSuccess(id -> deployed.put(id, coordinator));
  }

  Future<?> undeploy(String id) {
    JobVerticle coordinator = deployed.remove(id);
    return coordinator == null
        ? Future.succeededFuture()
        : coordinator.leave().eventually(() -> vertx.undeploy(id));
  }

  /**
   * The process is told to end: jobs are left as they are, to be resumed from their checkpoints.
   */
  private void shutDown() {
    shuttingDown = true;
    try {
      close().toCompletionStage().toCompletableFuture().get(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.warn("not everything was closed within {} s", SHUTDOWN_SECONDS, e);
    }
  }

  /** Where jobs keep working files; removed when the node is closed. */
  Path localDirectory() {
    return localDirectory.path();
  }

  String name() {
    return name;
  }

  Vertx vertx() {
    return vertx;
  }

  private void startServices(WeirOptions options) {
    for (NodeService service : ServiceLoader.load(NodeService.class)) {
      service
          .start(vertx, options)
          .onFailure(e -> log.warn("{} is not there: {}", service.describe(), e.getMessage()));
      services.add(service);
    }
  }
}
