package dev.weir.testing.simulation;

import dev.weir.protocol.succession.Phase;
import dev.weir.protocol.succession.Succession;
import java.util.HashMap;
import java.util.Map;

/**
 * Nobody looks for ever at the signs of life of a coordinator that it does not reach: after three
 * timeouts one more sign is enough to join anew.
 */
final class PatienceEnds implements Observer {

  private static final long MOST_MILLIS = 3 * Session.TIMEOUT_MILLIS;

  private static final class Look {
    final long since;
    int signs;

    Look(long since) {
      this.since = since;
    }
  }

  private final World world;
  private final Map<String, Look> looks = new HashMap<>();

  PatienceEnds(World world) {
    this.world = world;
  }

  @Override
  public void moved(Succession before, Succession after) {
    if (!(after.phase() instanceof Phase.Looking now)) {
      looks.remove(after.self());
      return;
    }
    Look look = looks.computeIfAbsent(after.self(), self -> new Look(world.millis()));
    long looked = world.millis() - look.since;
    if (before.phase() instanceof Phase.Looking then
        && then.sign().isPresent()
        && !then.sign().equals(now.sign())
        && looked > MOST_MILLIS
        && ++look.signs > 1) {
      throw new Violation(
          "PatienceEnds",
          "%s has looked for %d ms at signs of a coordinator that it does not reach, the last is %s"
              .formatted(after.self(), looked, now.sign().orElse("none")));
    }
  }
}
