package dev.weir.testing.simulation;

/** An attempt is given up only for the loss of a process that it has a part on. */
final class LossConcernsTheAttempt implements Observer {

  @Override
  public void mourned(Deployment deployment, NodeProcess node) {
    if (!deployment.nodes().containsValue(node)) {
      throw new Violation(
          "LossConcernsTheAttempt",
          "attempt %d, on %s, ends since %s is gone"
              .formatted(deployment.attempt(), deployment.nodes().keySet(), node));
    }
  }
}
