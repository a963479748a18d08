package dev.weir.runtime.wire;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Two clustered Vert.x in this JVM, with a real Hazelcast between them on loopback. What goes from
 * the one to the other on the event bus passes a {@link FaultProxy}.
 */
public final class TwoNodes implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;
  private static final String LOOPBACK = "127.0.0.1";

  private final Vertx outside;
  private final Vertx first;
  private final Vertx second;
  private final FaultProxy toFirst;
  private final FaultProxy toSecond;

  private TwoNodes(
      Vertx outside, Vertx first, Vertx second, FaultProxy toFirst, FaultProxy toSecond) {
    this.outside = outside;
    this.first = first;
    this.second = second;
    this.toFirst = toFirst;
    this.toSecond = toSecond;
  }

  public static TwoNodes start() throws Exception {
    Vertx outside = Vertx.vertx();
    FaultProxy toFirst = new FaultProxy(outside);
    FaultProxy toSecond = new FaultProxy(outside);
    String cluster = "test-" + UUID.randomUUID();
    HazelcastClusterManager firstMember = new HazelcastClusterManager(hazelcast(cluster));
    Vertx first = node(firstMember, toFirst);
    int port =
        firstMember.getHazelcastInstance().getCluster().getLocalMember().getAddress().getPort();
    Config joining = hazelcast(cluster);
    joining.getNetworkConfig().getJoin().getTcpIpConfig().addMember(LOOPBACK + ":" + port);
    Vertx second = node(new HazelcastClusterManager(joining), toSecond);
    return new TwoNodes(outside, first, second, toFirst, toSecond);
  }

  private static Config hazelcast(String cluster) {
    Config config = new Config();
    config.setClusterName(cluster);
    config.setProperty("hazelcast.logging.type", "slf4j");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    config.setProperty("hazelcast.partition.count", "11");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.getNetworkConfig().setPort(0).getInterfaces().setEnabled(true).addInterface(LOOPBACK);
    JoinConfig join = config.getNetworkConfig().getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true);
    return config;
  }

  private static Vertx node(HazelcastClusterManager member, FaultProxy proxy) throws Exception {
    int port = freePort();
    int proxyPort = get(proxy.listen(port));
    EventBusOptions bus =
        new EventBusOptions()
            .setHost(LOOPBACK)
            .setPort(port)
            .setClusterPublicHost(LOOPBACK)
            .setClusterPublicPort(proxyPort);
    Vertx vertx =
        get(
            Vertx.builder()
                .with(new VertxOptions().setEventBusOptions(bus))
                .withClusterManager(member)
                .buildClustered());
    MessageCodecs.register(vertx.eventBus());
    return vertx;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      return socket.getLocalPort();
    }
  }

  public Vertx first() {
    return first;
  }

  public Vertx second() {
    return second;
  }

  public FaultProxy toFirst() {
    return toFirst;
  }

  public FaultProxy toSecond() {
    return toSecond;
  }

  @Override
  public void close() throws Exception {
    get(second.close());
    get(first.close());
    get(outside.close());
  }

  private static <T> T get(io.vertx.core.Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
