package dev.weir.runtime.cluster;

import dev.weir.api.JobID;
import dev.weir.protocol.EncodedAccumulators;
import dev.weir.protocol.FailureCause;
import dev.weir.protocol.SubtaskId;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.coordinator.Attempt;
import dev.weir.runtime.coordinator.RemoteDeploymentException;
import dev.weir.runtime.coordinator.SubtaskLinks;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.json.CauseJson;
import dev.weir.runtime.json.JsonValue;
import dev.weir.runtime.json.MalformedJsonException;
import dev.weir.runtime.link.LinkTraffic;
import dev.weir.runtime.subtask.SubtaskCommand;
import dev.weir.runtime.views.ObservedSubtask;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** An attempt that is spread over the agents of a cluster. Used on the coordinator's event loop. */
final class ClusterDeployment implements Attempt {

  private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);
  private static final Duration DEPLOY_TIMEOUT = Duration.ofMinutes(10);

  private final Vertx vertx;
  private final JobID jobId;
  private final AttemptOrder order;
  private final JobGraph graph;
  private final OptionalLong restoredCheckpoint;
  private final NodeRegistry registry;
  private final SubtaskLinks links;
  private final Duration patience;
  private final Set<String> participants;
  private final Runnable onDeployed;
  private final Map<String, Promise<Void>> losses = new HashMap<>();

  /**
   * @param links with the subtasks on other nodes
   * @param patience after which a node that has not answered is asked again
   * @param onDeployed called when all nodes have deployed their parts
   */
  ClusterDeployment(
      Vertx vertx,
      JobID jobId,
      AttemptOrder order,
      JobGraph graph,
      OptionalLong restoredCheckpoint,
      NodeRegistry registry,
      SubtaskLinks links,
      Duration patience,
      Runnable onDeployed) {
    this.vertx = vertx;
    this.jobId = jobId;
    this.order = order;
    this.graph = graph;
    this.restoredCheckpoint = restoredCheckpoint;
    this.registry = registry;
    this.links = links;
    this.patience = patience;
    this.onDeployed = onDeployed;
    this.participants = order.placement().participants();
    participants.forEach(node -> losses.put(node, Promise.promise()));
  }

  AttemptOrder order() {
    return order;
  }

  @Override
  public JobGraph graph() {
    return graph;
  }

  @Override
  public OptionalLong restoredCheckpoint() {
    return restoredCheckpoint;
  }

  @Override
  public boolean runsOn(String node) {
    return participants.contains(node);
  }

  /** A node is gone; whatever is awaited from it will not come. */
  void lost(String node, String why) {
    Promise<Void> loss = losses.get(node);
    if (loss != null) {
      loss.tryFail(new NodeLostException(why));
    }
  }

  @Override
  public Future<?> deploy() {
    List<Future<?>> all = new ArrayList<>();
    JsonObject request = order.toJson().put("type", "deploy");
    participants.forEach(
        node -> all.add(ask(node, request, DEPLOY_TIMEOUT).recover(e -> failed(node, e))));
    return Future.all(all).onSuccess(deployed -> onDeployed.run());
  }

  private static <T> Future<T> failed(String node, Throwable e) {
    if (e instanceof ReplyException reply
        && reply.failureType() == ReplyFailure.RECIPIENT_FAILURE
        && reply.failureCode() == 500) {
      return Future.failedFuture(
          new RemoteDeploymentException(cause(node, String.valueOf(reply.getMessage()))));
    }
    FailureCause gone =
        FailureCause.external("node %s did not deploy its part: %s".formatted(node, e.getMessage()))
            .retriedAtOnce();
    return Future.failedFuture(new RemoteDeploymentException(gone));
  }

  /** What a node says of a deployment that failed there. */
  static FailureCause cause(String node, String answer) {
    try {
      JsonValue told = JsonValue.of("failure of a deployment", new JsonObject(answer));
      return CauseJson.decode(told.get("cause"));
    } catch (DecodeException | MalformedJsonException e) {
      return FailureCause.external(
          "node %s did not deploy its part, and its answer cannot be read: %s"
              .formatted(node, e.getMessage()));
    }
  }

  private Future<Message<JsonObject>> ask(String node, JsonObject request, Duration timeout) {
    Promise<Void> loss = losses.computeIfAbsent(node, name -> Promise.promise());
    Promise<Message<JsonObject>> answer = Promise.promise();
    loss.future().onFailure(answer::tryFail);
    ask(node, request, timeout, answer);
    return answer.future();
  }

  /** Asks again when no answer comes: the question or its answer may be lost. */
  private void ask(
      String node, JsonObject request, Duration left, Promise<Message<JsonObject>> answer) {
    Duration wait = left.compareTo(patience) < 0 ? left : patience;
    Duration after = left.minus(wait);
    vertx
        .eventBus()
        .<JsonObject>request(
            Addresses.agent(jobId, node),
            request,
            new DeliveryOptions().setSendTimeout(Math.max(1, wait.toMillis())))
        .onSuccess(answer::tryComplete)
        .onFailure(
            e -> {
              if (isTimeout(e) && !after.isZero() && !answer.future().isComplete()) {
                ask(node, request, after, answer);
              } else {
                answer.tryFail(e);
              }
            });
  }

  private static boolean isTimeout(Throwable e) {
    return e instanceof ReplyException reply && reply.failureType() == ReplyFailure.TIMEOUT;
  }

  @Override
  public void tellAll(SubtaskCommand command) {
    List<SubtaskId> readers = new ArrayList<>();
    for (SubtaskId subtask : order.placement().nodes().keySet()) {
      if (subtask.vertex().endsWith(JobGraph.ENUMERATOR_SUFFIX)) {
        tell(subtask, command);
      } else {
        readers.add(subtask);
      }
    }
    readers.forEach(subtask -> tell(subtask, command));
  }

  @Override
  public void tell(SubtaskId subtask, SubtaskCommand command) {
    String node = order.placement().nodeOf(subtask);
    if (node.equals(order.coordinator())) {
      vertx
          .eventBus()
          .send(Addresses.subtask(jobId, order.attempt(), subtask, node), command, LOCAL);
    } else {
      links.tell(subtask, command);
    }
  }

  @Override
  public void receive(LinkTraffic traffic) {
    links.receive(traffic);
  }

  @Override
  public List<? extends ObservedSubtask> subtasks() {
    return graph.topology().subtasks().stream()
        .map(subtask -> new RemoteSubtask(subtask, order.placement().nodeOf(subtask), registry))
        .toList();
  }

  @Override
  public Future<Map<SubtaskId, EncodedAccumulators>> finish(Duration timeout) {
    Map<SubtaskId, EncodedAccumulators> accumulated = new HashMap<>();
    return end("finish", timeout, answer -> accumulated.putAll(AccumulatedJson.decode(answer)))
        .map(ended -> accumulated);
  }

  @Override
  public Future<?> cancel(Duration timeout) {
    return end("cancel", timeout, answer -> {});
  }

  /** Nodes that do not answer are no concern: they refuse or replace the attempt when they wake. */
  private Future<?> end(String type, Duration timeout, Consumer<JsonObject> onAnswer) {
    links.close();
    JsonObject request = new JsonObject().put("type", type).put("attempt", order.attempt());
    List<Future<?>> all = new ArrayList<>();
    participants.forEach(
        node ->
            all.add(
                ask(node, request, timeout.multipliedBy(2))
                    .onSuccess(answer -> onAnswer.accept(answer.body()))));
    return Future.join(all).otherwiseEmpty();
  }
}
