package dev.weir.runtime.coordinator;

import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.placement.Placement;
import dev.weir.protocol.restore.RestorePlan;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.graph.ScaledGraph;
import dev.weir.runtime.graph.Wiring;
import dev.weir.runtime.views.NodeLoad;
import dev.weir.runtime.views.ObservedNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts all subtasks on this node. */
public final class LocalDeployer implements Deployer {

  private final Vertx vertx;
  private final JobVerticle job;
  private final JobSetup setup;
  private JobGraph graph;
  private Wiring wiring;
  private @Nullable AttemptDeployment latest;
  private String pool;
  private int poolSize;

  /**
   * @param job on whose context this is used
   */
  LocalDeployer(Vertx vertx, JobVerticle job, JobSetup setup) {
    this.vertx = vertx;
    this.job = job;
    this.setup = setup;
    this.graph = setup.graph();
    this.wiring = new Wiring(graph);
    this.pool = setup.subtaskPool();
    this.poolSize = subtasks().size();
  }

  private Set<SubtaskId> subtasks() {
    return Set.copyOf(graph.topology().subtasks());
  }

  @Override
  public List<ObservedNode> nodes() {
    return List.of(
        new ObservedNode(
            setup.nodeName(),
            Runtime.getRuntime().availableProcessors(),
            setup.startedAt(),
            false,
            true,
            NodeLoad.now()));
  }

  @Override
  public Future<Attempt> prepare(Office office, long attempt, Optional<String> manifest) {
    return office
        .restorePlan(manifest, graph.topology())
        .map(plan -> attempt(office, attempt, plan));
  }

  /** The job goes on with the new parallelism from a checkpoint that is taken for that. */
  @Override
  public Future<?> rescale(int parallelism) {
    Optional<String> refusal = ScaledGraph.refusal(setup.graph().streamGraph(), parallelism);
    if (refusal.isPresent()) {
      return Future.failedFuture(refusal.get());
    }
    return job.replaceAttempt("parallelism " + parallelism + " was asked for")
        .onSuccess(checkpointed -> scaleTo(parallelism));
  }

  private void scaleTo(int parallelism) {
    graph =
        ScaledGraph.of(setup.graph().streamGraph(), parallelism, setup.options().job().chaining());
    wiring = new Wiring(graph);
  }

  private Attempt attempt(Office office, long attempt, Optional<RestorePlan> plan) {
    AttemptPlan planned =
        new AttemptPlan(
            setup.jobId(),
            attempt,
            graph,
            wiring,
            Placement.allOn(setup.nodeName(), subtasks()),
            setup.nodeName(),
            Addresses.coordinator(setup.jobId(), office.run().term(), setup.nodeName()),
            true,
            () -> {},
            plan);
    boolean leftBehind = latest != null && latest.isLeftBehind();
    if (leftBehind || subtasks().size() > poolSize) {
      poolSize = Math.max(poolSize, subtasks().size());
      pool = setup.anotherSubtaskPool(vertx, attempt, poolSize);
    }
    AttemptDeployment made = new AttemptDeployment(vertx, planned, office.services(), pool);
    latest = made;
    return made;
  }
}
