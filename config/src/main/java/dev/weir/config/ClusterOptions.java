package dev.weir.config;

import static java.util.Objects.requireNonNull;

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
    Duration leaveTimeout) {

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

  public ClusterOptions {
    requireNonNull(discovery, "discovery is null");
    requireNonNull(scaling, "scaling is null");
    members = List.copyOf(members);
    name.ifPresent(text -> Require.notBlank("cluster.name", text, "a name or auto"));
    Require.notBlank("cluster.host", host, "a host name or an address");
    Require.between("cluster.port", port, 1, 65535);
    cores.ifPresent(count -> Require.between("cluster.cores", count, 1, 1 << 15));
    Require.atLeast("cluster.heartbeat-timeout", heartbeatTimeout, Duration.ofSeconds(1));
    Require.atLeast("cluster.stabilisation", stabilisation, Duration.ZERO);
    Require.atLeast("cluster.leave-timeout", leaveTimeout, Duration.ZERO);
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
        cluster.duration("leave-timeout"));
  }
}
