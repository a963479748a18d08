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
   * Changes the parallelism of the operators that were given none of their own.
   *
   * @return completes when the change is under way; fails if it cannot be
   */
  Future<?> rescale(int parallelism);
}
