package dev.weir.runtime.cluster;

import com.hazelcast.config.Config;
import io.vertx.core.Completable;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;

/** Leaves in peace a cluster that its Hazelcast member has been torn out of. */
final class LeavableClusterManager extends HazelcastClusterManager {

  LeavableClusterManager(Config config) {
    super(config);
  }

  @Override
  public void leave(Completable<Void> promise) {
    if (getHazelcastInstance().getLifecycleService().isRunning()) {
      super.leave(promise);
    } else {
      promise.succeed();
    }
  }
}
