package dev.weir.runtime.cluster;

import dev.weir.config.ClusterOptions;
import dev.weir.config.Secret;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What keeps others out of a cluster; {@code docs/wire.md} says what it protects from and what it
 * does not.
 */
final class WireSecurity {

  private static final String HMAC = "HmacSHA256";
  private static final String PURPOSE = "weir cluster name ";

  private WireSecurity() {}

  /**
   * The name under which nodes find each other. Hazelcast admits whoever knows it and has no other
   * check, so with a secret it is one that nobody can guess.
   */
  static String clusterName(String name, Optional<Secret> secret) {
    return secret.map(key -> name + "-" + hmac(key, PURPOSE + name)).orElse(name);
  }

  private static String hmac(Secret secret, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.bytes(), HMAC));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }

  /** Encrypts an event bus, and lets each side check the other's certificate. */
  static EventBusOptions encrypt(EventBusOptions bus, ClusterOptions.Tls tls) {
    if (!tls.enabled()) {
      return bus;
    }
    bus.setSsl(true);
    bus.setClientAuth(ClientAuth.REQUIRED);
    bus.setKeyCertOptions(
        new PemKeyCertOptions().addCertPath(file(tls.certificate())).addKeyPath(file(tls.key())));
    bus.setTrustOptions(new PemTrustOptions().addCertPath(file(tls.trust())));
    return bus;
  }

  private static String file(Optional<Path> path) {
    return path.orElseThrow(() -> new NoSuchElementException("a file of cluster.tls is missing"))
        .toString();
  }
}
