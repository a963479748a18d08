package dev.weir.storage.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.util.UUID;

/** Hazelcast members on loopback. */
final class TestMembers {

  private TestMembers() {}

  static String newCluster() {
    return "test-" + UUID.randomUUID();
  }

  /** A member that joins the others, or begins the cluster if there are none. */
  static HazelcastInstance start(String cluster, HazelcastInstance... others) {
    Config config = new Config("m" + UUID.randomUUID().toString().replace("-", ""));
    config.setClusterName(cluster);
    config.setProperty("hazelcast.logging.type", "slf4j");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.setProperty("hazelcast.partition.count", "11");
    config.getNetworkConfig().setPort(0).getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    JoinConfig join = config.getNetworkConfig().getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true);
    for (HazelcastInstance other : others) {
      int port = other.getCluster().getLocalMember().getAddress().getPort();
      join.getTcpIpConfig().addMember("127.0.0.1:" + port);
    }
    return Hazelcast.newHazelcastInstance(config);
  }
}
