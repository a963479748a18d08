package dev.weir.benchmarks.wire;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import dev.weir.runtime.wire.MessageCodecs;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One of the two processes: a clustered Vert.x on loopback. */
record WireNode(Vertx vertx, int memberPort) {

  static final String HOST = "127.0.0.1";

  private static final long PATIENCE_SECONDS = 60;

  /**
   * @param cluster name of the cluster, unique to the run
   * @param other port of the Hazelcast member to join; empty: the first
   */
  static WireNode start(String cluster, Optional<Integer> other) throws Exception {
    Config config = new Config();
    config.setClusterName(cluster);
    config.setProperty("hazelcast.logging.type", "slf4j");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.getNetworkConfig().setPort(0).getInterfaces().setEnabled(true).addInterface(HOST);
    JoinConfig join = config.getNetworkConfig().getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true);
    other.ifPresent(port -> join.getTcpIpConfig().addMember(HOST + ":" + port));
    HazelcastClusterManager member = new HazelcastClusterManager(config);
    Vertx vertx =
        await(
            Vertx.builder()
                .with(
                    new VertxOptions()
                        .setEventBusOptions(new EventBusOptions().setHost(HOST).setPort(0)))
                .withClusterManager(member)
                .buildClustered());
    MessageCodecs.register(vertx.eventBus());
    return new WireNode(
        vertx, member.getHazelcastInstance().getCluster().getLocalMember().getAddress().getPort());
  }

  static <T> T await(Future<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  void close() throws Exception {
    await(vertx.close());
  }
}
