package dev.weir.testing.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * No attempt is taken for one that runs long after a process has ended that it has a part on, also
 * when no news of that came, or wrong ones.
 */
final class LossIsNoticed implements Observer {

  /** A timeout of heartbeats and two ticks, and what a last heartbeat may be late. */
  private static final long MOST_MICROS = 1_200_000;

  private record Loss(long attempt, NodeProcess node, long since) {}

  private final World world;
  private final Map<NodeProcess, Loss> losses = new HashMap<>();

  LossIsNoticed(World world) {
    this.world = world;
  }

  @Override
  public void watched(Deployment deployment) {
    NodeProcess coordinator = deployment.coordinator();
    Optional<NodeProcess> lost =
        deployment.nodes().values().stream().filter(node -> !node.isAlive()).findFirst();
    if (lost.isEmpty()) {
      losses.remove(coordinator);
      return;
    }
    long now = world.timeline().now();
    @Nullable Loss before = losses.get(coordinator);
    if (before == null || before.attempt() != deployment.attempt() || slept(coordinator, before)) {
      losses.put(coordinator, new Loss(deployment.attempt(), lost.get(), now));
    } else if (now - before.since() > MOST_MICROS) {
      throw new Violation(
          "LossIsNoticed",
          "attempt %d still runs, though %s ended %d ms ago"
              .formatted(deployment.attempt(), before.node(), (now - before.since()) / 1_000));
    }
  }

  /** What it has missed it hears of when it wakes. */
  private static boolean slept(NodeProcess coordinator, Loss before) {
    return coordinator.wokeAt() > before.since();
  }
}
