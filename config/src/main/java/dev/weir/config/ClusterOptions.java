package dev.weir.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Section {@code cluster}; what each option means stands in {@code reference.yaml}.
 *
 * @param name empty: the name of the job
 * @param members hosts, each with or without a port
 * @param host to bind to
 * @param port the first to try
 * @param cores empty: those of the machine
 * @param heartbeatTimeout at least 1 s
 * @param secret of 16 characters or more
 */
public record ClusterOptions(
    boolean enabled,
    Optional<String> name,
    Discovery discovery,
    List<String> members,
    String host,
    int port,
    OptionalInt cores,
    Duration heartbeatTimeout,
    Scaling scaling,
    Duration stabilisation,
    Duration leaveTimeout,
    Tls tls,
    Optional<Secret> secret) {

  private static final int SHORTEST_SECRET = 16;

  /** How nodes find each other. */
  public enum Discovery {
    TCP_IP,
    MULTICAST,
    KUBERNETES
  }

  /** What the coming and going of nodes does to the parallelism. */
  public enum Scaling {
    AUTO,
    MANUAL
  }

  /**
   * Encryption of the event bus, with certificates on both sides.
   *
   * @param certificate PEM file of this node's certificate chain
   * @param key PEM file of its private key (PKCS 8)
   * @param trust PEM file of the certificates that those of the others must come from
   */
  public record Tls(
      boolean enabled, Optional<Path> certificate, Optional<Path> key, Optional<Path> trust) {

    /** No encryption. */
    public static final Tls OFF =
        new Tls(false, Optional.empty(), Optional.empty(), Optional.empty());

    public Tls {
      if (enabled) {
        requireFile("cluster.tls.certificate", certificate);
        requireFile("cluster.tls.key", key);
        requireFile("cluster.tls.trust", trust);
      }
    }

    private static void requireFile(String key, Optional<Path> file) {
      Require.that(file.isPresent(), key, "none", "a PEM file, since cluster.tls.enabled is true");
    }

    static Tls of(Section tls) {
      return new Tls(
          tls.flag("enabled"),
          tls.pathOrNone("certificate"),
          tls.pathOrNone("key"),
          tls.pathOrNone("trust"));
    }
  }

  public ClusterOptions {
    requireNonNull(discovery, "discovery is null");
    requireNonNull(scaling, "scaling is null");
    requireNonNull(tls, "tls is null");
    members = List.copyOf(members);
    name.ifPresent(text -> Require.notBlank("cluster.name", text, "a name or auto"));
    Require.notBlank("cluster.host", host, "a host name or an address");
    Require.between("cluster.port", port, 1, 65535);
    cores.ifPresent(count -> Require.between("cluster.cores", count, 1, 1 << 15));
    Require.atLeast("cluster.heartbeat-timeout", heartbeatTimeout, Duration.ofSeconds(1));
    Require.atLeast("cluster.stabilisation", stabilisation, Duration.ZERO);
    Require.atLeast("cluster.leave-timeout", leaveTimeout, Duration.ZERO);
    secret.ifPresent(
        text ->
            Require.that(
                !text.isBlank() && text.length() >= SHORTEST_SECRET,
                "cluster.secret",
                text,
                "at least " + SHORTEST_SECRET + " characters, or none"));
    Require.that(!members.isEmpty(), "cluster.members", " ", "hosts, separated by commas");
  }

  static ClusterOptions of(Section cluster) {
    return new ClusterOptions(
        cluster.flag("enabled"),
        Optional.of(cluster.text("name")).filter(text -> !text.equals("auto")),
        cluster.constant("discovery", Discovery.class),
        Stream.of(cluster.text("members").split(","))
            .map(String::strip)
            .filter(member -> !member.isEmpty())
            .toList(),
        cluster.text("host"),
        cluster.integer("port"),
        cluster.integerOrAuto("cores"),
        cluster.duration("heartbeat-timeout"),
        cluster.constant("scaling", Scaling.class),
        cluster.duration("stabilisation"),
        cluster.duration("leave-timeout"),
        Tls.of(cluster.section("tls")),
        cluster.textOrNone("secret").map(Secret::new));
  }
}
