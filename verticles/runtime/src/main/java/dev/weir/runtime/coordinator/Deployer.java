package dev.weir.runtime.coordinator;

import dev.weir.runtime.views.ObservedNode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Decides of what subtasks an attempt consists, and where they run. */
public interface Deployer {

  /**
   * Prepares an attempt; nothing of it runs before it is deployed.
   *
   * @param manifest path of what it starts from; empty: from nothing
   */
  Future<Attempt> prepare(Office office, long attempt, Optional<String> manifest);

  /** The nodes that there are, with what they have to say of themselves; for display. */
  default List<ObservedNode> nodes() {
    return List.of();
  }

  /**
   * Changes the parallelism of the operators for which nobody chose one.
   *
   * @return completes when the change is under way; fails if it cannot be
   */
  default Future<?> rescale(int parallelism) {
    return Future.failedFuture(
        "a job that runs on one node alone keeps its parallelism: stop it with a savepoint, and"
            + " start it from that with another");
  }
}
