package dev.weir.testing.simulation;

import dev.weir.protocol.succession.Phase;
import dev.weir.protocol.succession.Succession;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Who has lost a coordinator that somebody else had replaced already does not take over from that
 * one, if it has given signs of life since before the loss was noticed.
 */
final class SuccessorsAreLeftAlone implements Observer {

  /** Whose sign stood in storage when a node lost its coordinator. */
  private record Loss(long term, OptionalLong successor) {}

  private final World world;
  private final Map<String, Loss> losses = new HashMap<>();

  SuccessorsAreLeftAlone(World world) {
    this.world = world;
  }

  @Override
  public void moved(Succession before, Succession after) {
    if (before.phase() instanceof Phase.Following following
        && !(after.phase() instanceof Phase.Following)) {
      losses.put(after.self(), new Loss(following.term(), signed()));
    } else if (after.phase() instanceof Phase.Following) {
      losses.remove(after.self());
    }
    boolean takesOver =
        before.phase() instanceof Phase.Checking && after.phase() instanceof Phase.Leading;
    Loss loss = losses.get(after.self());
    if (takesOver && loss != null && loss.successor().isPresent()) {
      long successor = loss.successor().getAsLong();
      if (successor > loss.term() && signed().equals(loss.successor())) {
        throw new Violation(
            "SuccessorsAreLeftAlone",
            "%s has lost the coordinator of %d and takes over from its successor, of %d"
                .formatted(after.self(), loss.term(), successor));
      }
    }
  }

  private OptionalLong signed() {
    return SignOfLife.standing(world.storage()).stream()
        .mapToLong(sign -> Long.parseLong(sign, 0, sign.indexOf('-'), 10))
        .findFirst();
  }
}
