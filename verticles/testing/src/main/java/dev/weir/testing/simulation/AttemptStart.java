package dev.weir.testing.simulation;

import dev.weir.protocol.FailureCause;
import dev.weir.protocol.manifest.Manifest;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How an attempt comes to run: unless office was only just taken it is looked whether another
 * coordinator has replaced this one, which may never append again; the attempt is placed, what it
 * restores is looked up, its subtasks are deployed. What takes too long has been given up by the
 * coordinator meanwhile.
 */
final class AttemptStart {

  private final World world;
  private final NodeProcess process;
  private final Coordinator coordinator;
  private final Takeover.Office office;
  private final Checkpointing checkpoints;
  private final long attempt;

  /**
   * @param attempt its number within the term
   */
  AttemptStart(
      World world,
      NodeProcess process,
      Coordinator coordinator,
      Takeover.Office office,
      Checkpointing checkpoints,
      long attempt) {
    this.world = world;
    this.process = process;
    this.coordinator = coordinator;
    this.office = office;
    this.checkpoints = checkpoints;
    this.attempt = attempt;
  }

  void begin(Deployer deployer) {
    if (attempt == 1) {
      deployer.prepare(this::planned);
    } else {
      office.log().confirm(() -> deployer.prepare(this::planned), coordinator::deposed);
    }
  }

  private void planned(Deployer.Plan plan) {
    if (!coordinator.isAwaited(attempt)) {
      return;
    }
    checkpoints.topology(plan.blueprint().topology());
    Optional<String> latest = checkpoints.latestManifest();
    if (latest.isEmpty()) {
      deploy(plan, Optional.empty(), OptionalLong.empty());
      return;
    }
    String path = latest.get();
    world
        .storage()
        .read(
            process,
            path,
            answer -> {
              if (answer.failed()) {
                failed(FailureCause.external(path + " cannot be read"));
              } else if (answer.value() instanceof Manifest manifest) {
                deploy(plan, Optional.of(path), OptionalLong.of(manifest.checkpointId()));
              } else {
                failed(FailureCause.external(path + " is missing").withoutRetry());
              }
            });
  }

  private void deploy(Deployer.Plan plan, Optional<String> manifest, OptionalLong restored) {
    if (!coordinator.isAwaited(attempt)) {
      return;
    }
    Deployment wanted =
        new Deployment(
            coordinator.numberOf(attempt),
            process,
            office.term(),
            office.layout(),
            plan.blueprint(),
            plan.placement(),
            plan.nodes(),
            manifest);
    Attempt starting =
        new Attempt(
            world,
            process,
            wanted,
            () -> {
              if (attempt == coordinator.currentAttempt()) {
                coordinator.fail(Optional.empty(), FailureCause.external("a report was lost"));
              }
            });
    coordinator.starts(starting);
    starting.deploy(
        failure -> {
          if (failure.isPresent()) {
            failed(FailureCause.external(failure.get()));
          } else {
            coordinator.deployed(attempt, restored, starting);
          }
        },
        coordinator::deposed);
  }

  private void failed(FailureCause cause) {
    if (!coordinator.isOver() && attempt == coordinator.currentAttempt()) {
      coordinator.fail(Optional.empty(), cause);
    }
  }
}
