package dev.weir.runtime.coordinator;

import dev.weir.api.graph.OperatorSpec.SourceSpec;
import dev.weir.protocol.EncodedAccumulators;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.restore.RestorePlan;
import dev.weir.protocol.restore.SubtaskRestore;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.graph.JobVertex;
import dev.weir.runtime.link.LinkTraffic;
import dev.weir.runtime.metrics.AttemptMetrics;
import dev.weir.runtime.subtask.CancellableSubtask;
import dev.weir.runtime.subtask.EnumeratorVerticle;
import dev.weir.runtime.subtask.SubtaskCommand;
import dev.weir.runtime.subtask.SubtaskPlan;
import dev.weir.runtime.subtask.SubtaskServices;
import dev.weir.runtime.subtask.SubtaskVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The subtasks of one attempt on this node, as worker verticles. Used on one event loop. */
public final class AttemptDeployment implements Attempt {

  private static final Logger log = LoggerFactory.getLogger(AttemptDeployment.class);
  private static final long FIRST_INTERRUPT_MILLIS = 50;
  private static final long INTERRUPT_PERIOD_MILLIS = 1_000;
  private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);

  private final Vertx vertx;
  private final AttemptPlan plan;
  private final SubtaskServices services;
  private final String workerPool;
  private final Map<SubtaskId, CancellableSubtask> subtasks = new LinkedHashMap<>();
  private final List<Future<String>> deployments = new ArrayList<>();
  private final Path localDirectory;
  private final AttemptMetrics metrics;
  private @Nullable Future<?> undeployed;
  private boolean leftBehind;

  /**
   * @param workerPool name of the pool that subtasks run on
   */
  public AttemptDeployment(
      Vertx vertx, AttemptPlan plan, SubtaskServices services, String workerPool) {
    this.vertx = vertx;
    this.plan = plan;
    this.services = services;
    this.workerPool = workerPool;
    this.localDirectory = services.localDirectory().resolve(plan.jobId() + "-" + plan.attempt());
    this.metrics = new AttemptMetrics(vertx, plan.graph().jobName());
  }

  @Override
  public JobGraph graph() {
    return plan.graph();
  }

  @Override
  public OptionalLong restoredCheckpoint() {
    return plan.restore().isPresent()
        ? OptionalLong.of(plan.restore().get().checkpointId())
        : OptionalLong.empty();
  }

  @Override
  public Future<?> deploy() {
    services.snapshots().local().restoring();
    List<Future<?>> all = new ArrayList<>();
    for (JobVertex vertex : plan.graph().vertices()) {
      if (vertex.head().spec() instanceof SourceSpec<?, ?, ?> source) {
        SubtaskId enumerator = new SubtaskId(vertex.enumeratorId(), 0);
        if (plan.here().contains(enumerator)) {
          EnumeratorVerticle<?, ?> verticle =
              EnumeratorVerticle.of(plan(enumerator, vertex), services, source);
          all.add(deploy(verticle, verticle));
        }
      }
      for (int index = 0; index < vertex.parallelism(); index++) {
        SubtaskId id = new SubtaskId(vertex.id(), index);
        if (plan.here().contains(id)) {
          SubtaskVerticle verticle = new SubtaskVerticle(plan(id, vertex), services);
          all.add(deploy(verticle, verticle));
        }
      }
    }
    return Future.all(all);
  }

  private SubtaskPlan plan(SubtaskId id, JobVertex vertex) {
    Map<SubtaskId, SubtaskRestore> restores =
        plan.restore().map(RestorePlan::subtasks).orElse(Map.of());
    return new SubtaskPlan(
        plan.jobId(),
        plan.attempt(),
        id,
        vertex,
        plan.graph(),
        plan.wiring(),
        plan.placement(),
        plan.coordinator(),
        plan.coordinatorHere(),
        plan.onIsolated(),
        restores.getOrDefault(id, SubtaskRestore.NOTHING),
        restoredCheckpoint(),
        localDirectory.resolve(id.vertex().replace('/', '-') + "-" + id.index()),
        metrics);
  }

  private Future<?> deploy(Deployable verticle, CancellableSubtask subtask) {
    subtasks.put(subtask.subtask(), subtask);
    metrics.observe(subtask.subtask(), subtask.metrics());
    Future<String> deployed =
        vertx.deployVerticle(
            verticle,
            new DeploymentOptions()
                .setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName(workerPool));
    deployments.add(deployed);
    return deployed.recover(
        e -> Future.failedFuture(new DeploymentException(subtask.subtask(), e)));
  }

  @Override
  public void tellAll(SubtaskCommand command) {
    subtasks.keySet().stream()
        .sorted(Comparator.comparing(id -> !isEnumerator(id)))
        .forEach(id -> tell(id, command));
  }

  @Override
  public void tell(SubtaskId id, SubtaskCommand command) {
    CancellableSubtask subtask = subtasks.get(id);
    if (subtask == null) {
      throw new IllegalArgumentException("no subtask " + id + " in attempt " + plan.attempt());
    }
    vertx.eventBus().send(subtask.address(), command, LOCAL);
  }

  @Override
  public void receive(LinkTraffic traffic) {
    throw new IllegalStateException("all subtasks are on this node, but one wrote " + traffic);
  }

  static boolean isEnumerator(SubtaskId id) {
    return id.vertex().endsWith(JobGraph.ENUMERATOR_SUFFIX);
  }

  @Override
  public boolean runsOn(String node) {
    return false;
  }

  @Override
  public List<CancellableSubtask> subtasks() {
    return List.copyOf(subtasks.values());
  }

  @Override
  public Future<Map<SubtaskId, EncodedAccumulators>> finish(Duration timeout) {
    Promise<Void> gone = Promise.promise();
    long patience =
        vertx.setTimer(
            timeout.toMillis(), timer -> cancel(timeout).onComplete(done -> gone.tryComplete()));
    undeployAll()
        .eventually(() -> vertx.executeBlocking(this::removeLocalFiles, false))
        .onComplete(
            all -> {
              metrics.close();
              vertx.cancelTimer(patience);
              gone.tryComplete();
            });
    return gone.future().map(done -> accumulated());
  }

  private Map<SubtaskId, EncodedAccumulators> accumulated() {
    Map<SubtaskId, EncodedAccumulators> accumulated = new HashMap<>();
    subtasks.forEach(
        (id, subtask) -> {
          EncodedAccumulators values = subtask.accumulated();
          if (!values.isEmpty()) {
            accumulated.put(id, values);
          }
        });
    return accumulated;
  }

  @Override
  public Future<?> cancel(Duration timeout) {
    subtasks.values().forEach(CancellableSubtask::cancel);
    Promise<Void> gone = Promise.promise();
    long interrupts =
        vertx.setPeriodic(
            FIRST_INTERRUPT_MILLIS,
            INTERRUPT_PERIOD_MILLIS,
            timer -> subtasks.values().forEach(CancellableSubtask::interrupt));
    long patience =
        vertx.setTimer(
            timeout.toMillis(),
            timer -> {
              log.error(
                  "attempt {} of job {} has subtasks that do not end within {}; they are left"
                      + " behind",
                  plan.attempt(),
                  plan.graph().jobName(),
                  timeout);
              leftBehind = gone.tryComplete();
              if (leftBehind) {
                watch(timeout);
              }
            });
    undeployAll().onComplete(all -> gone.tryComplete());
    return gone.future()
        .eventually(
            () -> {
              metrics.close();
              vertx.cancelTimer(interrupts);
              vertx.cancelTimer(patience);
              return vertx.executeBlocking(this::removeLocalFiles, false);
            });
  }

  /** The process ends if they are still there when the watchdog's time is over. */
  private void watch(Duration waited) {
    Duration patience = services.options().job().cancellationWatchdog();
    if (!patience.isZero()) {
      new CancellationWatchdog(
              "attempt %d of job %s".formatted(plan.attempt(), plan.graph().jobName()),
              List.copyOf(subtasks.values()),
              patience.minus(waited).isNegative() ? Duration.ZERO : patience.minus(waited),
              code -> Runtime.getRuntime().halt(code))
          .start();
    }
  }

  /**
   * Whether subtasks still hold threads of the pool although the attempt was cancelled: another
   * attempt needs another pool.
   */
  public boolean isLeftBehind() {
    return leftBehind;
  }

  private Future<?> undeployAll() {
    if (undeployed == null) {
      List<Future<?>> all = new ArrayList<>();
      for (Future<String> deployment : deployments) {
        all.add(deployment.transform(id -> undeploy(id.result())));
      }
      undeployed = Future.join(all);
    }
    return undeployed;
  }

  private Future<?> undeploy(String id) {
    if (id == null) {
      return Future.succeededFuture();
    }
    return vertx
        .undeploy(id)
        .onFailure(
            e -> log.warn("a subtask of attempt {} did not close cleanly", plan.attempt(), e))
        .otherwiseEmpty();
  }

  private Void removeLocalFiles() throws IOException {
    if (!Files.exists(localDirectory)) {
      return null;
    }
    try (Stream<Path> paths = Files.walk(localDirectory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
    return null;
  }
}
