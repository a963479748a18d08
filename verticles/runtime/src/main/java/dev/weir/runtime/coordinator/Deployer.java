package dev.weir.runtime.coordinator;

import io.vertx.core.Future;
import java.util.Optional;

/** Decides of what subtasks an attempt consists, and where they run. */
public interface Deployer {

  /**
   * Prepares an attempt; nothing of it runs before it is deployed.
   *
   * @param manifest path of what it starts from; empty: from nothing
   */
  Future<Attempt> prepare(Office office, long attempt, Optional<String> manifest);
}
