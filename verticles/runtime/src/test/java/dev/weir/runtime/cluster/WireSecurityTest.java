package dev.weir.runtime.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.config.ClusterOptions;
import dev.weir.config.Configuration;
import dev.weir.config.Secret;
import dev.weir.config.WeirOptions;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WireSecurityTest {

  private static final String PASSWORD = "changeit";

  @TempDir private static Path directory;

  private final String name = "test-" + UUID.randomUUID();

  @BeforeAll
  static void makeCertificates() throws Exception {
    makeCertificate("ours");
    makeCertificate("theirs");
  }

  @Test
  void without_a_secret_the_cluster_has_the_plain_name() {
    assertThat(WireSecurity.clusterName("orders", Optional.empty())).isEqualTo("orders");
  }

  @Test
  void with_a_secret_the_name_is_one_that_only_its_owners_can_tell() {
    Optional<Secret> secret = Optional.of(new Secret("0123456789abcdef"));
    String named = WireSecurity.clusterName("orders", secret);

    assertThat(named)
        .isEqualTo(WireSecurity.clusterName("orders", secret))
        .startsWith("orders-")
        .doesNotContain("0123456789abcdef")
        .isNotEqualTo(
            WireSecurity.clusterName("orders", Optional.of(new Secret("0123456789abcdeF"))));
    assertThat(WireSecurity.clusterName("others", secret).substring("others-".length()))
        .isNotEqualTo(named.substring("orders-".length()));
  }

  @Test
  void nodes_with_one_secret_find_each_other_and_a_node_with_another_does_not() throws Exception {
    int port = freePort();
    Configuration ours = options(port).with("cluster.secret", "the secret of this cluster");
    ClusterMember first = join(ours);
    ClusterMember second = join(ours);
    ClusterMember stranger =
        join(options(port).with("cluster.secret", "the secret of another cluster"));
    try {
      assertThat(second.members()).containsExactly(first.node(), second.node());
      assertThat(stranger.members()).containsExactly(stranger.node());
    } finally {
      close(stranger, second, first);
    }
  }

  @Test
  void nodes_whose_certificates_are_trusted_talk_and_others_do_not() throws Exception {
    int port = freePort();
    ClusterMember first = join(encrypted(port, "ours"));
    ClusterMember second = join(encrypted(port, "ours"));
    ClusterMember untrusted = join(encrypted(port, "theirs"));
    ClusterMember plain = join(options(port));
    try {
      get(
          first
              .vertx()
              .eventBus()
              .<String>consumer("echo", message -> message.reply(message.body()))
              .completion());

      assertThat(ask(second)).isEqualTo("hello");
      assertThatThrownBy(() -> ask(untrusted)).isNotNull();
      assertThatThrownBy(() -> ask(plain)).isNotNull();
    } finally {
      close(plain, untrusted, second, first);
    }
  }

  private static Object ask(ClusterMember from) throws Exception {
    return get(from.vertx()
            .eventBus()
            .request("echo", "hello", new DeliveryOptions().setSendTimeout(20_000)))
        .body();
  }

  private ClusterMember join(Configuration options) throws Exception {
    ClusterOptions cluster = WeirOptions.of(options).cluster();
    return get(ClusterMember.join(cluster, name));
  }

  private static Configuration options(int port) {
    return Configuration.defaults()
        .with("cluster.enabled", true)
        .with("cluster.port", port)
        .with("cluster.members", "127.0.0.1:" + port);
  }

  private static Configuration encrypted(int port, String certificate) {
    return options(port)
        .with("cluster.tls.enabled", true)
        .with("cluster.tls.certificate", directory.resolve(certificate + ".pem").toString())
        .with("cluster.tls.key", directory.resolve(certificate + ".key").toString())
        .with("cluster.tls.trust", directory.resolve(certificate + ".pem").toString());
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private static void close(ClusterMember... members) throws Exception {
    for (ClusterMember member : members) {
      get(member.vertx().close());
    }
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  /** A certificate that signs itself, and its key, as PEM files. */
  private static void makeCertificate(String alias) throws Exception {
    Path store = directory.resolve(alias + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String printed = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    assertThat(keytool.waitFor()).as(printed).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    write(alias + ".pem", "CERTIFICATE", keys.getCertificate(alias).getEncoded());
    write(alias + ".key", "PRIVATE KEY", keys.getKey(alias, PASSWORD.toCharArray()).getEncoded());
  }

  private static void write(String file, String kind, byte[] content) throws Exception {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        directory.resolve(file),
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, text));
  }
}
