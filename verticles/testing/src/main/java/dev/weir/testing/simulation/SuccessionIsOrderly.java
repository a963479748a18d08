package dev.weir.testing.simulation;

import dev.weir.protocol.succession.Phase;
import dev.weir.protocol.succession.Succession;

/**
 * Who leads does so until its end. Nobody follows a node that it takes for silent, or that a new
 * list of members no longer has, or that speaks of a lower term than the one before.
 */
final class SuccessionIsOrderly implements Observer {

  private static final String NAME = "SuccessionIsOrderly";

  @Override
  public void moved(Succession before, Succession after) {
    if (before.phase() instanceof Phase.Leading && !(after.phase() instanceof Phase.Leading)) {
      throw new Violation(NAME, "%s led, and is %s".formatted(after.self(), after.phase()));
    }
    if (!(after.phase() instanceof Phase.Following now)) {
      return;
    }
    if (after.silent().contains(now.coordinator())) {
      throw new Violation(
          NAME, "%s follows %s, which it takes for silent".formatted(after.self(), now));
    }
    if (before.phase() instanceof Phase.Following then) {
      String followed = now.coordinator();
      boolean gone = before.members().contains(followed) && !after.members().contains(followed);
      if (gone || now.term() < then.term()) {
        throw new Violation(
            NAME,
            "%s of %s follows %s after %s".formatted(after.self(), after.members(), now, then));
      }
    }
  }
}
