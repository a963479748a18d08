package dev.weir.runtime.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import dev.weir.config.ClusterOptions;
import dev.weir.runtime.metrics.NodeMetrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** This process as a member: a clustered Vert.x with its Hazelcast instance. */
final class ClusterMember {

  private static final int TRIES = 3;

  private final NodeMetrics metrics;
  private final Vertx vertx;
  private final DirectClusterManager manager;
  private final HazelcastInstance hazelcast;

  private ClusterMember(NodeMetrics metrics, Vertx vertx, DirectClusterManager manager) {
    this.metrics = metrics;
    this.vertx = vertx;
    this.manager = manager;
    this.hazelcast = manager.getHazelcastInstance();
  }

  /** Finds the other members, or begins a cluster of one. */
  static Future<ClusterMember> join(ClusterOptions options, String clusterName) {
    return join(options, clusterName, TRIES);
  }

  /** Another process may take the port before the event bus listens there. */
  private static Future<ClusterMember> join(ClusterOptions options, String clusterName, int tries) {
    return joinOnce(options, clusterName)
        .recover(
            e ->
                e instanceof BindException && tries > 1
                    ? join(options, clusterName, tries - 1)
                    : Future.failedFuture(e));
  }

  private static Future<ClusterMember> joinOnce(ClusterOptions options, String clusterName) {
    int port;
    try {
      port = freePort(options.host());
    } catch (IOException e) {
      return Future.failedFuture(
          new IOException("cluster.host " + options.host() + " cannot be listened on: " + e, e));
    }
    DirectClusterManager manager =
        new DirectClusterManager(
            HazelcastSettings.of(options, WireSecurity.clusterName(clusterName, options.secret())),
            options.host(),
            port);
    long ping = Math.max(1_000, options.heartbeatTimeout().toMillis() / 2);
    EventBusOptions bus =
        new EventBusOptions()
            .setHost(options.host())
            .setPort(port)
            .setConnectTimeout((int) Math.min(ping, Integer.MAX_VALUE))
            .setClusterPingInterval(ping)
            .setClusterPingReplyInterval(ping);
    NodeMetrics metrics = NodeMetrics.create();
    return metrics
        .vertxBuilder(
            new VertxOptions().setEventBusOptions(WireSecurity.encrypt(bus, options.tls())))
        .withClusterManager(manager)
        .buildClustered()
        .onFailure(e -> metrics.close())
        .map(
            vertx -> {
              metrics.belongTo(vertx);
              return new ClusterMember(metrics, vertx, manager);
            });
  }

  private static int freePort(String host) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return socket.getLocalPort();
    }
  }

  Vertx vertx() {
    return vertx;
  }

  /** The name of this node for as long as it is this member. */
  String node() {
    return manager.getNodeId();
  }

  /** All members, the oldest first. */
  List<String> members() {
    return manager.members();
  }

  /** Which node coordinates; null: it is not known. */
  void coordinatorIs(@Nullable String coordinator) {
    manager.coordinatorIs(coordinator);
  }

  /**
   * Tells of changes; on threads of Hazelcast.
   *
   * @param merged this member was taken into another cluster: it is a new one there, and the
   *     youngest
   */
  void onChange(Runnable changed, Runnable merged) {
    hazelcast
        .getCluster()
        .addMembershipListener(
            new MembershipListener() {
              @Override
              public void memberAdded(MembershipEvent event) {
                changed.run();
              }

              @Override
              public void memberRemoved(MembershipEvent event) {
                changed.run();
              }
            });
    hazelcast
        .getLifecycleService()
        .addLifecycleListener(
            event -> {
              if (event.getState() == LifecycleState.MERGING
                  || event.getState() == LifecycleState.MERGED) {
                merged.run();
              }
            });
  }

  /**
   * Goes without telling the others, some of which may not be there to be told: what waits for
   * their answers fails at once. They notice. {@link #close()} is still to be called.
   */
  Future<?> breakOff() {
    return vertx.executeBlocking(
        () -> {
          hazelcast.getLifecycleService().terminate();
          return null;
        },
        false);
  }

  /** What comes after it runs on no context: those of this Vert.x are gone by then. */
  Future<?> close() {
    Promise<Object> closed = Promise.promise();
    vertx
        .close()
        .onComplete(
            done -> {
              metrics.close();
              closed.complete();
            });
    return closed.future();
  }
}
