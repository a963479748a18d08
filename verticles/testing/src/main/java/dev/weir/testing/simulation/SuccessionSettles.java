package dev.weir.testing.simulation;

import dev.weir.protocol.succession.Phase;
import dev.weir.protocol.succession.Succession;

/**
 * When nothing has gone wrong and nobody has come or gone for a while, one node leads, it is in
 * office, and all others follow it.
 */
final class SuccessionSettles implements Observer {

  private static final String NAME = "SuccessionSettles";
  private static final long WHILE_MICROS = 10 * Session.TIMEOUT_MILLIS * 1_000;

  private final World world;

  SuccessionSettles(World world) {
    this.world = world;
  }

  @Override
  public void ticked(NodeProcess process, Succession succession) {
    long calm = Math.max(world.scenario().storms(), world.cluster().changedAt());
    if (world.timeline().now() - calm < WHILE_MICROS) {
      return;
    }
    NodeProcess leader =
        succession.phase() instanceof Phase.Following following
            ? world.cluster().find(following.coordinator())
            : process;
    Coordinator there = leader.coordinator();
    boolean follows =
        succession.phase() instanceof Phase.Following
            || succession.phase() instanceof Phase.Leading;
    if (!follows || there == null || !there.isInOffice()) {
      throw new Violation(
          NAME,
          "%s is %s, though nothing has changed for %d ms"
              .formatted(process, succession.phase(), WHILE_MICROS / 1_000));
    }
    if (world.cluster().inOffice().size() > 1) {
      throw new Violation(NAME, world.cluster().inOffice().size() + " nodes are in office");
    }
  }
}
