package dev.weir.testing.simulation;

import dev.weir.protocol.succession.Phase;
import dev.weir.protocol.succession.Succession;
import java.util.HashMap;
import java.util.Map;

/** Nobody follows for long a node that is gone, stands still, is cut off or does not coordinate. */
final class SilenceIsNoticed implements Observer {

  /** A timeout and a tick, and what a last answer may be late. */
  private static final long MOST_MICROS = Session.TIMEOUT_MILLIS * 1_000 + 1_000_000;

  private record Followed(NodeProcess coordinator, long since) {}

  private final World world;
  private final Map<NodeProcess, Followed> inVain = new HashMap<>();

  SilenceIsNoticed(World world) {
    this.world = world;
  }

  @Override
  public void ticked(NodeProcess process, Succession succession) {
    if (!(succession.phase() instanceof Phase.Following following)) {
      inVain.remove(process);
      return;
    }
    NodeProcess coordinator = world.cluster().find(following.coordinator());
    if (speaksTo(process, coordinator)) {
      inVain.remove(process);
      return;
    }
    Followed before = inVain.get(process);
    long now = world.timeline().now();
    if (before == null || before.coordinator() != coordinator) {
      inVain.put(process, new Followed(coordinator, now));
    } else if (now - before.since() > MOST_MICROS) {
      throw new Violation(
          "SilenceIsNoticed",
          "%s has followed %s for %d ms, which does not answer"
              .formatted(process, coordinator, (now - before.since()) / 1_000));
    }
  }

  private boolean speaksTo(NodeProcess process, NodeProcess coordinator) {
    return coordinator.isAlive()
        && !coordinator.isPaused()
        && coordinator.coordinator() != null
        && !world.bus().isCut(process, coordinator)
        && !world.bus().isCut(coordinator, process);
  }
}
