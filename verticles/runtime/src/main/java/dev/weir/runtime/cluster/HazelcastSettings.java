package dev.weir.runtime.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import dev.weir.config.ClusterOptions;

/**
 * What the options mean to Hazelcast. A node is ready in seconds, and a dead one gone in as many.
 */
final class HazelcastSettings {

  /** Ports that are tried after the first, when several nodes share a host. */
  private static final int PORTS = 20;

  /**
   * Two clusters that should be one: whoever is not in that of the coordinator that the log knows
   * finds out and joins anew, long before Hazelcast merges them. Hazelcast would take members away
   * from under what they do, and hold a lock meanwhile that their end waits for; it is there for
   * clusters whose log is in its own maps, so that each half has one.
   */
  private static final int MERGE_SECONDS = 60;

  /** After which a call that got no answer is given up; whoever made it may try again. */
  private static final long LEAST_CALL_MILLIS = 10_000;

  private HazelcastSettings() {}

  static Config of(ClusterOptions options, String clusterName) {
    Config config = new Config();
    config.setClusterName(clusterName);
    long heartbeat = Math.max(1, options.heartbeatTimeout().toSeconds());
    config.setProperty(
        "hazelcast.operation.call.timeout.millis",
        String.valueOf(Math.max(LEAST_CALL_MILLIS, 2 * options.heartbeatTimeout().toMillis())));
    config.setProperty("hazelcast.logging.type", "slf4j");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.shutdownhook.enabled", "false");
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    config.setProperty("hazelcast.tcp.join.port.try.count", String.valueOf(PORTS));
    config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
    config.setProperty("hazelcast.max.no.heartbeat.seconds", String.valueOf(heartbeat));
    config.setProperty("hazelcast.merge.first.run.delay.seconds", String.valueOf(MERGE_SECONDS));
    config.setProperty("hazelcast.merge.next.run.delay.seconds", String.valueOf(MERGE_SECONDS));
    config.setProperty(
        "hazelcast.graceful.shutdown.max.wait",
        String.valueOf(Math.max(1, options.leaveTimeout().toSeconds())));
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.setProperty("hazelcast.partition.count", "31");
    network(options, config.getNetworkConfig());
    config.addMultiMapConfig(
        new MultiMapConfig("__vertx.subs")
            .setBackupCount(1)
            .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
    config.addMapConfig(new MapConfig("__vertx.haInfo").setBackupCount(1));
    config.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(1));
    return config;
  }

  private static void network(ClusterOptions options, NetworkConfig network) {
    network.setPort(options.port()).setPortAutoIncrement(true).setPortCount(PORTS);
    network.getInterfaces().setEnabled(true).addInterface(options.host());
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    switch (options.discovery()) {
      case TCP_IP -> {
        join.getTcpIpConfig().setEnabled(true).setConnectionTimeoutSeconds(2);
        options.members().forEach(join.getTcpIpConfig()::addMember);
      }
      case MULTICAST -> join.getMulticastConfig().setEnabled(true).setLoopbackModeEnabled(true);
      case KUBERNETES ->
          join.getKubernetesConfig()
              .setEnabled(true)
              .setProperty("service-dns", options.members().get(0))
              .setProperty("service-port", String.valueOf(options.port()));
    }
  }
}
