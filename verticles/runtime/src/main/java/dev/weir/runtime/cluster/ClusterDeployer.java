package dev.weir.runtime.cluster;

import dev.weir.api.graph.StreamGraph;
import dev.weir.config.ClusterOptions.Scaling;
import dev.weir.protocol.JobTopology;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.placement.NodeCapacity;
import dev.weir.protocol.placement.Placement;
import dev.weir.protocol.placement.Placer;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.coordinator.Attempt;
import dev.weir.runtime.coordinator.Deployer;
import dev.weir.runtime.coordinator.JobVerticle;
import dev.weir.runtime.coordinator.Office;
import dev.weir.runtime.coordinator.OpenedRun;
import dev.weir.runtime.coordinator.SubtaskLinks;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.graph.ScaledGraph;
import dev.weir.runtime.json.JsonMessages;
import dev.weir.runtime.json.JsonValue;
import dev.weir.runtime.views.ObservedNode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The coordinator's side of a cluster: knows the nodes by their heartbeats, spreads attempts over
 * them, and says when an attempt is to be replaced because nodes have come or want to go. Used on
 * the context of the {@link JobVerticle}.
 */
final class ClusterDeployer implements Deployer {

  private static final Logger log = LoggerFactory.getLogger(ClusterDeployer.class);
  private static final long POLL_MILLIS = 20;
  private static final long MOST_PATIENCE_MILLIS = 2_000;

  private final Vertx vertx;
  private final JobVerticle job;
  private final JobSite site;
  private final ClusterMember member;
  private final Context context;
  private final NodeRegistry registry = new NodeRegistry();
  private final Map<String, Message<JsonObject>> goodbyes = new HashMap<>();
  private Set<String> members;
  private Placement placement = Placement.NONE;
  private OptionalInt requested = OptionalInt.empty();
  private @Nullable ClusterDeployment current;
  private long stabilisation = -1;

  ClusterDeployer(Vertx vertx, JobVerticle job, JobSite site, ClusterMember member) {
    this.vertx = vertx;
    this.job = job;
    this.site = site;
    this.member = member;
    this.context = vertx.getOrCreateContext();
    this.members = new HashSet<>(member.members());
    vertx
        .eventBus()
        .<JsonObject>consumer(
            Addresses.lead(site.jobId(), member.node()),
            JsonMessages.reading("request to a coordinator", this::receive));
    vertx.setPeriodic(site.heartbeatMillis(), timer -> giveUpSilent());
  }

  // what nodes say

  private void receive(Message<JsonObject> message) {
    String type = JsonValue.of("request to a coordinator", message.body()).get("type").text();
    switch (type) {
      case "heartbeat" -> heartbeat(message);
      case "leave" -> leave(message);
      default -> message.fail(400, "no such request to a coordinator: '" + type + "'");
    }
  }

  private void heartbeat(Message<JsonObject> message) {
    Heartbeat heartbeat = Heartbeat.fromJson(message.body());
    if (registry.heard(heartbeat, now())) {
      nodesChanged("node " + heartbeat.node() + " has joined");
    }
    Optional<OpenedRun> run = job.run();
    if (run.isEmpty()) {
      message.fail(503, "not in office yet");
    } else {
      message.reply(
          new CoordinatorNews(member.node(), run.get().layout().run(), run.get().term()).toJson());
    }
  }

  private void leave(Message<JsonObject> message) {
    String node = JsonValue.of("wish to leave", message.body()).get("node").name();
    registry.leaving(node);
    if (placement.participants().contains(node) && !others(node).isEmpty()) {
      if (goodbyes.put(node, message) == null) {
        move("node " + node + " is about to leave");
      }
    } else {
      message.reply(new JsonObject());
    }
  }

  private List<NodeCapacity> others(String node) {
    return registry.capacities(member.members()).stream()
        .filter(capacity -> !capacity.node().equals(node))
        .toList();
  }

  @Override
  public List<ObservedNode> nodes() {
    return registry.observed(member.node());
  }

  @Override
  public Future<?> rescale(int parallelism) {
    if (site.options().cluster().scaling() == Scaling.AUTO) {
      return Future.failedFuture(
          "the parallelism follows the nodes: cluster.scaling is auto, expected manual");
    }
    Optional<String> refusal = ScaledGraph.refusal(site.setup().graph().streamGraph(), parallelism);
    if (refusal.isPresent()) {
      return Future.failedFuture(refusal.get());
    }
    requested = OptionalInt.of(parallelism);
    move("parallelism " + parallelism + " was asked for");
    return Future.succeededFuture();
  }

  // nodes that come and go

  /** The membership has changed; may be called by any thread. */
  void onMembers(List<String> now) {
    context.runOnContext(
        ignored -> {
          Set<String> gone = new HashSet<>(members);
          now.forEach(gone::remove);
          members = new HashSet<>(now);
          gone.forEach(node -> lost(node, "node %s is no longer a member".formatted(node)));
        });
  }

  private void giveUpSilent() {
    long since = now() - site.timeoutMillis();
    for (String node : registry.silentSince(since)) {
      lost(node, "node %s was silent for %d ms".formatted(node, site.timeoutMillis()));
    }
  }

  private void lost(String node, String why) {
    long unheard = registry.unheard(node, now());
    registry.remove(node);
    goodbyes.remove(node);
    if (current != null) {
      current.lost(node, why);
    }
    job.nodeLost(node, why, unheard);
  }

  private void nodesChanged(String why) {
    if (site.options().cluster().scaling() == Scaling.MANUAL || current == null) {
      return;
    }
    vertx.cancelTimer(stabilisation);
    long wait = Math.max(1, site.options().cluster().stabilisation().toMillis());
    stabilisation = vertx.setTimer(wait, timer -> moveIfUneven(why));
  }

  /**
   * Moves the job if it would be placed in another way now. A node that would get nothing is no
   * reason: the next attempt would be like this one.
   */
  private void moveIfUneven(String why) {
    List<NodeCapacity> nodes = registry.capacities(member.members());
    if (nodes.isEmpty()) {
      return;
    }
    JobGraph graph = site.graph(parallelism(nodes, Optional.empty()));
    if (!Placer.place(parallelismByVertex(graph), nodes, placement).equals(placement)) {
      move(why);
    }
  }

  private static Map<String, Integer> parallelismByVertex(JobGraph graph) {
    Map<String, Integer> vertices = new HashMap<>();
    for (JobTopology.Vertex vertex : graph.topology().vertices()) {
      vertices.put(vertex.id(), vertex.parallelism());
    }
    return vertices;
  }

  /** Tried again until it is done: a job that is just starting cannot move. */
  private void move(String why) {
    long before = job.currentAttempt();
    job.replaceAttempt(why);
    vertx.cancelTimer(stabilisation);
    stabilisation =
        vertx.setTimer(
            Math.max(200, site.options().cluster().stabilisation().toMillis()),
            timer -> {
              if (job.currentAttempt() == before) {
                move(why);
              }
            });
  }

  // attempts

  @Override
  public Future<Attempt> prepare(Office office, long attempt, Optional<String> manifest) {
    current = null;
    Promise<Void> complete = Promise.promise();
    awaitNodes(now() + Math.min(MOST_PATIENCE_MILLIS, site.timeoutMillis()), complete);
    return complete
        .future()
        .compose(
            ready ->
                manifest.isPresent()
                    ? office.manifest(manifest.get()).map(Optional::of)
                    : Future.succeededFuture(Optional.<Manifest>empty()))
        .map(restored -> plan(office, attempt, manifest, restored));
  }

  /** Waits for the heartbeats of those that are members; not for ever. */
  private void awaitNodes(long deadline, Promise<Void> complete) {
    List<String> now = member.members();
    boolean all = registry.known().containsAll(now);
    boolean some = !registry.capacities(now).isEmpty();
    if (some && (all || now() >= deadline)) {
      complete.complete();
    } else {
      vertx.setTimer(POLL_MILLIS, timer -> awaitNodes(deadline, complete));
    }
  }

  private Attempt plan(
      Office office, long attempt, Optional<String> path, Optional<Manifest> manifest) {
    List<NodeCapacity> nodes = registry.capacities(member.members());
    int parallelism = parallelism(nodes, manifest.filter(of -> isOfRun(office, path)));
    JobGraph graph = site.graph(parallelism);
    Placement before = placement.equals(Placement.NONE) ? registry.held() : placement;
    placement = Placer.place(parallelismByVertex(graph), nodes, before);
    log.info(
        "attempt {} of job {} runs on {} nodes with parallelism {}",
        attempt,
        site.jobName(),
        placement.participants().size(),
        parallelism);
    AttemptOrder order =
        new AttemptOrder(
            office.run().term(),
            attempt,
            office.run().layout().run(),
            member.node(),
            path,
            parallelism,
            placement);
    OptionalLong restored =
        manifest.isPresent()
            ? OptionalLong.of(manifest.get().checkpointId())
            : OptionalLong.empty();
    registry.resetCounters();
    SubtaskLinks links =
        new SubtaskLinks(
            vertx,
            job,
            site.jobId(),
            attempt,
            placement,
            Addresses.coordinator(site.jobId(), order.term(), member.node()),
            site.options().channel().remote());
    ClusterDeployment planned =
        new ClusterDeployment(
            vertx,
            site.jobId(),
            order,
            graph,
            restored,
            registry,
            links,
            Duration.ofMillis(site.timeoutMillis()),
            this::deployed);
    current = planned;
    return planned;
  }

  /** A run that starts from a savepoint of another has the parallelism of its own options. */
  private boolean isOfRun(Office office, Optional<String> path) {
    return ScaledGraph.chosenForJob(site.setup().graph().streamGraph()).isEmpty()
        || path.orElse("").startsWith(office.run().layout().runDirectory() + "/");
  }

  private int parallelism(List<NodeCapacity> nodes, Optional<Manifest> manifest) {
    if (requested.isPresent()) {
      return requested.getAsInt();
    }
    StreamGraph graph = site.setup().graph().streamGraph();
    int cores = nodes.stream().mapToInt(NodeCapacity::cores).sum();
    OptionalInt chosen = ScaledGraph.chosenForJob(graph);
    if (site.options().cluster().scaling() == Scaling.AUTO || manifest.isEmpty()) {
      return chosen.orElse(cores);
    }
    return ScaledGraph.parallelismIn(manifest.get(), graph).orElse(chosen.orElse(cores));
  }

  /** Nodes without a part may go now; those that came meanwhile may have one. */
  private void deployed() {
    for (String node : Set.copyOf(goodbyes.keySet())) {
      Message<JsonObject> goodbye = goodbyes.get(node);
      if (goodbye != null && !placement.participants().contains(node)) {
        goodbye.reply(new JsonObject());
        goodbyes.remove(node);
      }
    }
    nodesChanged("nodes have come while it was deployed");
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
