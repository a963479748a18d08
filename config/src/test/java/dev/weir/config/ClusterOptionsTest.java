package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.ClusterOptions.Discovery;
import dev.weir.config.ClusterOptions.Scaling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ClusterOptionsTest {

  @Test
  void defaults_are_those_of_the_reference() {
    assertThat(Given.options(Map.of()).cluster())
        .isEqualTo(
            new ClusterOptions(
                false,
                Optional.empty(),
                Discovery.TCP_IP,
                List.of("127.0.0.1"),
                "127.0.0.1",
                5701,
                OptionalInt.empty(),
                Duration.ofSeconds(5),
                Scaling.AUTO,
                Duration.ofSeconds(1),
                Duration.ofSeconds(20),
                ClusterOptions.Tls.OFF,
                Optional.empty()));
  }

  @Test
  void every_key_maps() {
    assertThat(
            Given.options(
                    Map.ofEntries(
                        Map.entry("cluster.enabled", "true"),
                        Map.entry("cluster.name", "orders"),
                        Map.entry("cluster.discovery", "kubernetes"),
                        Map.entry("cluster.members", "a, b:5702"),
                        Map.entry("cluster.host", "10.0.0.1"),
                        Map.entry("cluster.port", "6000"),
                        Map.entry("cluster.cores", "3"),
                        Map.entry("cluster.heartbeat-timeout", "2s"),
                        Map.entry("cluster.scaling", "manual"),
                        Map.entry("cluster.stabilisation", "0s"),
                        Map.entry("cluster.leave-timeout", "1 min"),
                        Map.entry("cluster.secret", "a very long secret"),
                        Map.entry("cluster.tls.enabled", "true"),
                        Map.entry("cluster.tls.certificate", "/c.pem"),
                        Map.entry("cluster.tls.key", "/k.pem"),
                        Map.entry("cluster.tls.trust", "/t.pem")))
                .cluster())
        .isEqualTo(
            new ClusterOptions(
                true,
                Optional.of("orders"),
                Discovery.KUBERNETES,
                List.of("a", "b:5702"),
                "10.0.0.1",
                6000,
                OptionalInt.of(3),
                Duration.ofSeconds(2),
                Scaling.MANUAL,
                Duration.ZERO,
                Duration.ofMinutes(1),
                new ClusterOptions.Tls(
                    true,
                    Optional.of(Path.of("/c.pem")),
                    Optional.of(Path.of("/k.pem")),
                    Optional.of(Path.of("/t.pem"))),
                Optional.of(new Secret("a very long secret"))));
  }

  @Test
  void bad_values_say_why() {
    assertThat(Given.complaintAbout("cluster.discovery", "dns"))
        .endsWith("tcp-ip, multicast, kubernetes");
    assertThat(Given.complaintAbout("cluster.members", ",")).endsWith("separated by commas");
    assertThat(Given.complaintAbout("cluster.cores", "0")).endsWith("from 1 to 32768");
    assertThat(Given.complaintAbout("cluster.heartbeat-timeout", "10ms")).endsWith("at least 1s");
  }

  @Test
  void a_secret_is_never_shown() {
    assertThat(Given.complaintAbout("cluster.secret", "too short"))
        .isEqualTo(
            "cluster.secret is \"***\" (command line), expected at least 16 characters, or none");
    assertThat(Given.options(Map.of("cluster.secret", "a very long secret")).toString())
        .doesNotContain("a very long secret")
        .contains("***");
  }

  @Test
  void encryption_needs_its_files() {
    assertThat(Given.complaintAbout("cluster.tls.enabled", "true"))
        .contains("cluster.tls.certificate is \"none\"")
        .endsWith("expected a PEM file, since cluster.tls.enabled is true");
  }

  @Test
  void a_graph_that_follows_the_cluster_is_built_with_parallelism_1() {
    assertThat(Given.options(Map.of("cluster.enabled", "true")).job().parallelism()).isOne();
    assertThat(
            Given.options(Map.of("cluster.enabled", "true", "job.parallelism", "7"))
                .job()
                .parallelism())
        .isEqualTo(7);
  }
}
