package dev.weir.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import dev.weir.config.ClusterOptions;
import dev.weir.config.Configuration;
import dev.weir.config.WeirOptions;
import org.junit.jupiter.api.Test;

class HazelcastSettingsTest {

  private static Config config(Configuration options) {
    ClusterOptions cluster = WeirOptions.of(options).cluster();
    return HazelcastSettings.of(cluster, "job");
  }

  private static JoinConfig join(Configuration options) {
    return config(options).getNetworkConfig().getJoin();
  }

  @Test
  void listed_members_are_asked_and_nothing_else_is_tried() {
    JoinConfig join =
        join(Configuration.defaults().with("cluster.members", "10.0.0.1:5701, 10.0.0.2"));

    assertThat(join.getTcpIpConfig().isEnabled()).isTrue();
    assertThat(join.getTcpIpConfig().getMembers()).containsExactly("10.0.0.1:5701", "10.0.0.2");
    assertThat(join.getMulticastConfig().isEnabled()).isFalse();
    assertThat(join.getKubernetesConfig().isEnabled()).isFalse();
    assertThat(join.getAutoDetectionConfig().isEnabled()).isFalse();
  }

  @Test
  void multicast_asks_no_listed_member() {
    JoinConfig join = join(Configuration.defaults().with("cluster.discovery", "multicast"));

    assertThat(join.getMulticastConfig().isEnabled()).isTrue();
    assertThat(join.getTcpIpConfig().isEnabled()).isFalse();
    assertThat(join.getKubernetesConfig().isEnabled()).isFalse();
  }

  @Test
  void kubernetes_looks_up_the_headless_service() {
    JoinConfig join =
        join(
            Configuration.defaults()
                .with("cluster.discovery", "kubernetes")
                .with("cluster.members", "weir.default.svc.cluster.local"));

    assertThat(join.getKubernetesConfig().isEnabled()).isTrue();
    assertThat(join.getKubernetesConfig().getProperty("service-dns"))
        .isEqualTo("weir.default.svc.cluster.local");
    assertThat(join.getKubernetesConfig().getProperty("service-port")).isEqualTo("5701");
    assertThat(join.getTcpIpConfig().isEnabled()).isFalse();
    assertThat(join.getMulticastConfig().isEnabled()).isFalse();
  }

  @Test
  void a_node_binds_to_loopback_unless_told_otherwise() {
    Config config = config(Configuration.defaults());

    assertThat(config.getNetworkConfig().getInterfaces().isEnabled()).isTrue();
    assertThat(config.getNetworkConfig().getInterfaces().getInterfaces())
        .containsExactly("127.0.0.1");
    assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
  }

  @Test
  void a_silent_member_is_gone_after_the_heartbeat_timeout() {
    Config config = config(Configuration.defaults().with("cluster.heartbeat-timeout", "7s"));

    assertThat(config.getProperty("hazelcast.max.no.heartbeat.seconds")).isEqualTo("7");
  }
}
