package dev.weir.runtime.coordinator;

import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.restore.RestorePlan;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.graph.Wiring;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts all subtasks on this node. */
public final class LocalDeployer implements Deployer {

  private final Vertx vertx;
  private final JobSetup setup;
  private final Wiring wiring;
  private final Set<SubtaskId> all;
  private @Nullable AttemptDeployment latest;
  private String pool;

  public LocalDeployer(Vertx vertx, JobSetup setup) {
    this.vertx = vertx;
    this.setup = setup;
    this.wiring = new Wiring(setup.graph());
    this.all = Set.copyOf(setup.graph().topology().subtasks());
    this.pool = setup.subtaskPool();
  }

  @Override
  public Future<Attempt> prepare(Office office, long attempt, Optional<String> manifest) {
    return office
        .restorePlan(manifest, setup.graph().topology())
        .map(plan -> attempt(office, attempt, plan));
  }

  private Attempt attempt(Office office, long attempt, Optional<RestorePlan> plan) {
    AttemptPlan planned =
        new AttemptPlan(
            setup.jobId(),
            attempt,
            setup.graph(),
            wiring,
            all,
            Addresses.coordinator(setup.jobId(), office.run().term()),
            true,
            () -> {},
            plan);
    if (latest != null && latest.isLeftBehind()) {
      pool = setup.anotherSubtaskPool(vertx, attempt);
    }
    AttemptDeployment made = new AttemptDeployment(vertx, planned, office.services(), pool);
    latest = made;
    return made;
  }
}
