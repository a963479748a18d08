package dev.weir.runtime.cluster;

import dev.weir.protocol.FailureCause;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.restore.RestorePlan;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.coordinator.AttemptDeployment;
import dev.weir.runtime.coordinator.AttemptPlan;
import dev.weir.runtime.coordinator.DeploymentException;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.graph.Wiring;
import dev.weir.runtime.json.CauseJson;
import dev.weir.runtime.json.JsonMessages;
import dev.weir.runtime.json.JsonValue;
import dev.weir.runtime.storage.ManifestJson;
import dev.weir.runtime.subtask.CancellableSubtask;
import dev.weir.runtime.subtask.FailureCauses;
import dev.weir.runtime.subtask.SubtaskMetrics;
import dev.weir.runtime.subtask.SubtaskServices;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's part in the attempts of a job: deploys its subtasks on the coordinator's word, and
 * stops them. Only the newest attempt is let run; what comes from an older one, or from the
 * coordinator of a lower term, is refused. Used on one event loop.
 *
 * <p>Requests are JSON with a {@code type}: {@code deploy} with an {@link AttemptOrder}, {@code
 * cancel} and {@code finish} with an {@code attempt}, {@code ping}. They are answered when they are
 * done.
 */
final class NodeAgent {

  private static final Logger log = LoggerFactory.getLogger(NodeAgent.class);
  private static final String REQUEST = "request to a node";
  private static final int CALL_WORKERS = 4;
  private static final long SLOWEST_TURN_HOURS = 1;

  private final Vertx vertx;
  private final JobSite site;
  private final String node;
  private final LongConsumer onIsolated;
  private final WorkerExecutor snapshotWorkers;
  private final WorkerExecutor callWorkers;
  private @Nullable MessageConsumer<JsonObject> requests;
  private @Nullable Running running;
  private final List<SubtaskPool> pools = new ArrayList<>();
  private int poolsMade;
  private Future<?> free = Future.succeededFuture();
  private Future<Void> starting = Future.succeededFuture();
  private Future<JsonObject> accumulated = Future.succeededFuture(new JsonObject());
  private long attempt;
  private long over;
  private long finishedAttempt;
  private long term;

  /** An attempt on this node. */
  private record Running(long attempt, AttemptDeployment deployment, SubtaskPool pool) {}

  private record SubtaskPool(String name, int size, WorkerExecutor executor) {}

  /**
   * @param onIsolated called with the number of an attempt when the coordinator does not answer a
   *     subtask of it; on any event loop
   */
  NodeAgent(Vertx vertx, JobSite site, String node, LongConsumer onIsolated) {
    this.vertx = vertx;
    this.site = site;
    this.node = node;
    this.onIsolated = onIsolated;
    this.snapshotWorkers =
        vertx.createSharedWorkerExecutor(
            "weir-snapshot-agent-" + site.jobId(), Runtime.getRuntime().availableProcessors());
    this.callWorkers =
        vertx.createSharedWorkerExecutor("weir-call-agent-" + site.jobId(), CALL_WORKERS);
  }

  /** Completes when the coordinator can reach this node. */
  Future<?> start() {
    requests =
        vertx
            .eventBus()
            .consumer(
                Addresses.agent(site.jobId(), node), JsonMessages.reading(REQUEST, this::receive));
    return requests.completion();
  }

  /** The attempt that runs here; 0 if none. */
  long attempt() {
    return running == null ? 0 : running.attempt();
  }

  /** The counters of the subtasks here, as heartbeats carry them. */
  Map<SubtaskId, SubtaskMetrics.Snapshot> counters() {
    Map<SubtaskId, SubtaskMetrics.Snapshot> counters = new HashMap<>();
    if (running != null) {
      for (CancellableSubtask subtask : running.deployment().subtasks()) {
        counters.put(subtask.subtask(), subtask.counters());
      }
    }
    return counters;
  }

  private void receive(Message<JsonObject> message) {
    JsonValue request = JsonValue.of(REQUEST, message.body());
    String type = request.get("type").text();
    switch (type) {
      case "deploy" -> deploy(message, AttemptOrder.fromJson(message.body()));
      case "ping" -> message.reply(new JsonObject());
      case "cancel" -> end(message, request.get("attempt").atLeast(1), false);
      case "finish" -> end(message, request.get("attempt").atLeast(1), true);
      default -> message.fail(400, "no such request to a node: '" + type + "'");
    }
  }

  /** May be asked for again, by a coordinator that has missed the answer. */
  private void deploy(Message<JsonObject> message, AttemptOrder order) {
    if (order.term() == term && order.attempt() == attempt && attempt > over) {
      answer(message);
      return;
    }
    if (order.term() < term || order.attempt() <= attempt) {
      message.fail(
          409,
          "attempt %d of term %d comes after attempt %d of term %d"
              .formatted(order.attempt(), order.term(), attempt, term));
      return;
    }
    term = order.term();
    attempt = order.attempt();
    Future<Void> stopped = stop(timeout(), false).otherwiseEmpty().mapEmpty();
    starting = stopped.compose(done -> start(order).mapEmpty());
    answer(message);
  }

  private void answer(Message<JsonObject> message) {
    starting
        .onSuccess(deployed -> message.reply(new JsonObject()))
        .onFailure(e -> message.fail(500, failure(e).encode()));
  }

  private Future<?> start(AttemptOrder order) {
    if (isOver(order)) {
      return overtaken(order);
    }
    JobGraph graph = site.graph(order.parallelism());
    Set<SubtaskId> here = order.placement().on(node);
    return greet(order)
        .compose(greeted -> vertx.executeBlocking(() -> restorePlan(order, graph)))
        .compose(
            plan -> {
              if (isOver(order)) {
                return overtaken(order);
              }
              Running begun = running(order, graph, here, plan);
              running = begun;
              return begun.deployment().deploy();
            });
  }

  /** Another attempt has taken its place, or it was ended before it had begun here. */
  private boolean isOver(AttemptOrder order) {
    return order.attempt() != attempt || order.attempt() <= over;
  }

  private static <T> Future<T> overtaken(AttemptOrder order) {
    return Future.failedFuture("attempt %d was overtaken".formatted(order.attempt()));
  }

  /**
   * Says hello to all other nodes of the attempt. Vert.x keeps one connection to each, on the
   * context of whoever sends first: it must not be a subtask, whose thread may block.
   */
  private Future<?> greet(AttemptOrder order) {
    List<Future<?>> greeted = new ArrayList<>();
    for (String other : order.placement().participants()) {
      if (!other.equals(node)) {
        greeted.add(
            vertx
                .eventBus()
                .request(
                    Addresses.agent(site.jobId(), other),
                    new JsonObject().put("type", "ping"),
                    new DeliveryOptions().setSendTimeout(site.timeoutMillis()))
                .recover(
                    e ->
                        Future.failedFuture(
                            new NodeLostException(
                                "node %s cannot be reached from node %s: %s"
                                    .formatted(other, node, e.getMessage())))));
      }
    }
    return Future.all(greeted);
  }

  private Optional<RestorePlan> restorePlan(AttemptOrder order, JobGraph graph) throws IOException {
    if (order.manifest().isEmpty()) {
      return Optional.empty();
    }
    String path = order.manifest().get();
    Manifest manifest = ManifestJson.decode(path, site.storage().read(path));
    return Optional.of(
        RestorePlan.of(
            manifest,
            graph.topology(),
            site.options().job().allowNonRestoredState()
                ? RestorePlan.MissingOperators.ALLOW
                : RestorePlan.MissingOperators.REFUSE));
  }

  private Running running(
      AttemptOrder order, JobGraph graph, Set<SubtaskId> here, Optional<RestorePlan> plan) {
    SubtaskPool workers = pool(here.size());
    SubtaskServices services =
        new SubtaskServices(
            site.options(),
            site.setup().stateBackend(),
            site.snapshots(),
            new CheckpointLayout(CheckpointLayout.directoryNameOf(site.jobName()), order.run()),
            site.setup().localDirectory(),
            workers.executor(),
            snapshotWorkers,
            callWorkers);
    AttemptPlan planned =
        new AttemptPlan(
            site.jobId(),
            order.attempt(),
            graph,
            new Wiring(graph),
            order.placement(),
            node,
            Addresses.coordinator(site.jobId(), order.term(), order.coordinator()),
            order.coordinator().equals(node),
            () -> onIsolated.accept(order.attempt()),
            plan);
    return new Running(
        order.attempt(), new AttemptDeployment(vertx, planned, services, workers.name()), workers);
  }

  /**
   * A pool with a thread for each subtask. It outlives the attempt: a connection to another node
   * that a subtask was the first to need lives on its threads.
   */
  private SubtaskPool pool(int subtasks) {
    for (SubtaskPool pool : pools) {
      if (pool.size() >= subtasks) {
        return pool;
      }
    }
    String name = "weir-subtask-%s-%d".formatted(site.jobId(), ++poolsMade);
    int size = Math.max(1, subtasks);
    WorkerExecutor executor =
        vertx.createSharedWorkerExecutor(name, size, SLOWEST_TURN_HOURS, TimeUnit.HOURS);
    SubtaskPool made = new SubtaskPool(name, size, executor);
    pools.add(made);
    return made;
  }

  /** What the coordinator is to know of a deployment that failed here. */
  private static JsonObject failure(Throwable thrown) {
    Throwable cause =
        thrown instanceof DeploymentException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    FailureCause failure =
        cause instanceof NodeLostException
            ? FailureCause.external(String.valueOf(cause.getMessage())).retriedAtOnce()
            : FailureCauses.of(cause);
    JsonObject json = new JsonObject().put("cause", CauseJson.encode(failure));
    if (thrown instanceof DeploymentException failed) {
      json.put("vertex", failed.subtask().vertex()).put("index", failed.subtask().index());
    }
    return json;
  }

  private void end(Message<JsonObject> message, long ended, boolean inPeace) {
    attempt = Math.max(attempt, ended);
    over = Math.max(over, ended);
    if (running == null) {
      // one that is still on its way finds that it is over
      starting.transform(settled -> accumulatedOf(ended)).onSuccess(message::reply);
    } else if (running.attempt() > ended) {
      message.reply(new JsonObject());
    } else {
      stop(timeout(), inPeace).transform(stopped -> accumulatedOf(ended)).onSuccess(message::reply);
    }
  }

  /** Kept after its end: the coordinator may miss the answer, and ask again. */
  private Future<JsonObject> accumulatedOf(long ended) {
    return ended == finishedAttempt ? accumulated : Future.succeededFuture(new JsonObject());
  }

  private Duration timeout() {
    return site.options().job().cancellationTimeout();
  }

  /** Completes when no subtask is left here; also those that an earlier call is stopping. */
  private Future<?> stop(Duration timeout, boolean inPeace) {
    Running ending = running;
    running = null;
    if (ending != null) {
      Future<?> gone = inPeace ? finish(ending, timeout) : ending.deployment().cancel(timeout);
      Future<?> before = free;
      free =
          gone.onComplete(done -> dropPoolOf(ending))
              .onFailure(e -> log.warn("attempt {} did not end well", ending.attempt(), e))
              .transform(done -> before.otherwiseEmpty().mapEmpty());
    }
    return free;
  }

  private Future<?> finish(Running ending, Duration timeout) {
    finishedAttempt = ending.attempt();
    accumulated =
        ending
            .deployment()
            .finish(timeout)
            .map(AccumulatedJson::encode)
            .otherwise(e -> new JsonObject());
    return accumulated;
  }

  /**
   * Threads that subtasks do not leave are of no use to the next attempt. Vert.x ends the pool when
   * the last of its verticles is gone.
   */
  private void dropPoolOf(Running ended) {
    if (ended.deployment().isLeftBehind() && pools.remove(ended.pool())) {
      ended.pool().executor().close();
    }
  }

  /** Ends what runs here, for good. */
  Future<?> close() {
    attempt = Long.MAX_VALUE;
    Future<?> unregistered = requests == null ? Future.succeededFuture() : requests.unregister();
    return unregistered
        .transform(done -> stop(timeout(), false).otherwiseEmpty().mapEmpty())
        .eventually(() -> Future.join(pools.stream().map(p -> p.executor().close()).toList()))
        .eventually(snapshotWorkers::close)
        .eventually(callWorkers::close);
  }
}
