package dev.weir.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hosts in network namespaces of Linux, joined by a bridge, whose cables can be pulled. Takes the
 * rights of root and the tool {@code ip}.
 */
final class SplitNetwork implements AutoCloseable {

  private static final AtomicInteger NETWORKS = new AtomicInteger();

  private final String name =
      "w%s%d"
          .formatted(Long.toString(ProcessHandle.current().pid(), 36), NETWORKS.incrementAndGet());
  private final List<Host> hosts = new ArrayList<>();

  /** One host. */
  record Host(int number, String namespace, String cable) {

    String address() {
      return "10.78.0." + number;
    }

    /** What to put before a command so that it runs there. */
    List<String> prefix() {
      return List.of("ip", "netns", "exec", namespace);
    }
  }

  SplitNetwork(int count) throws Exception {
    ip("link", "add", name, "type", "bridge");
    ip("link", "set", name, "up");
    for (int number = 1; number <= count; number++) {
      Host host = new Host(number, name + "n" + number, name + "v" + number);
      ip("netns", "add", host.namespace());
      hosts.add(host);
      ip(
          "link",
          "add",
          host.cable(),
          "type",
          "veth",
          "peer",
          "name",
          "eth0",
          "netns",
          host.namespace());
      ip("link", "set", host.cable(), "master", name, "up");
      ip("-n", host.namespace(), "addr", "add", host.address() + "/24", "dev", "eth0");
      ip("-n", host.namespace(), "link", "set", "eth0", "up");
      ip("-n", host.namespace(), "link", "set", "lo", "up");
    }
  }

  List<Host> hosts() {
    return List.copyOf(hosts);
  }

  String members() {
    return String.join(",", hosts.stream().map(Host::address).toList());
  }

  void cutOff(Host host) throws Exception {
    ip("link", "set", host.cable(), "down");
  }

  void heal(Host host) throws Exception {
    ip("link", "set", host.cable(), "up");
  }

  @Override
  public void close() throws Exception {
    for (Host host : hosts) {
      ip("netns", "delete", host.namespace());
    }
    ip("link", "delete", name);
  }

  private static void ip(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor())
        .as("%s: %s (network namespaces take the rights of root)", command, output)
        .isZero();
  }
}
