package dev.weir.runtime.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import dev.weir.runtime.bus.Addresses;
import io.vertx.core.Completable;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds a receiver by the node that its address names, and a node by an attribute of its Hazelcast
 * member, without asking Hazelcast's maps: they may not answer for a minute when members are lost
 * at the wrong moment, and that is when nodes have the most to say to each other. Other addresses
 * are looked up as ever.
 *
 * <p>What is sent to a named node that has no such receiver is lost; its sender hears nothing.
 */
@SuppressWarnings(
    "UnsynchronizedOverridesSynchronized") // its lock is held while maps are waited for
final class DirectClusterManager extends HazelcastClusterManager {

  private static final String NODE_ID = "__vertx.nodeId";
  private static final String BUS_HOST = "weir.bus.host";
  private static final String BUS_PORT = "weir.bus.port";

  /** Addresses of past attempts are of no use any more; Vert.x is told to forget the oldest. */
  static final int REMEMBERED = 10_000;

  private final Set<String> resolved = new LinkedHashSet<>();

  /** Changes of its maps that Vert.x makes when members come and go; none waits for another. */
  private final ExecutorService registry;

  private volatile @Nullable RegistrationListener listener;
  private volatile @Nullable NodeInfo own;
  private volatile @Nullable String coordinator;

  /**
   * @param host where the event bus of this node is to listen
   * @param port the same; the other nodes learn both from the member, so they are fixed before
   */
  DirectClusterManager(Config config, String host, int port) {
    super(withBus(config, host, port));
    registry =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            DirectClusterManager::thread,
            new ThreadPoolExecutor.DiscardPolicy());
  }

  private static Config withBus(Config config, String host, int port) {
    config
        .getMemberAttributeConfig()
        .setAttribute(BUS_HOST, host)
        .setAttribute(BUS_PORT, String.valueOf(port));
    return config;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "weir-bus-registry");
    thread.setDaemon(true);
    return thread;
  }

  /** The nodes of all members, the oldest first. */
  List<String> members() {
    List<String> members = new ArrayList<>();
    for (Member member : getHazelcastInstance().getCluster().getMembers()) {
      String id = member.getAttribute(NODE_ID);
      if (id != null) {
        members.add(id);
      }
    }
    return members;
  }

  /** Which node coordinates; null: it is not known, and what is meant for it fails at once. */
  void coordinatorIs(@Nullable String node) {
    if (!Objects.equals(node, coordinator)) {
      coordinator = node;
      resolvedAgain(Addresses.COORDINATOR);
    }
  }

  @Override
  public void registrationListener(RegistrationListener listener) {
    this.listener = listener;
    super.registrationListener(listener);
  }

  @Override
  public void addRegistration(
      String address, RegistrationInfo registration, Completable<Void> promise) {
    if (Addresses.nodeOf(address).isPresent()) {
      promise.succeed();
    } else {
      super.addRegistration(address, registration, promise);
    }
  }

  @Override
  public void removeRegistration(
      String address, RegistrationInfo registration, Completable<Void> promise) {
    if (Addresses.nodeOf(address).isPresent()) {
      promise.succeed();
    } else {
      super.removeRegistration(address, registration, promise);
    }
  }

  @Override
  public void getRegistrations(String address, Completable<List<RegistrationInfo>> promise) {
    Optional<String> node = Addresses.nodeOf(address);
    if (node.isPresent()) {
      remember(address);
      promise.succeed(registrations(node.get()));
    } else {
      super.getRegistrations(address, promise);
    }
  }

  private List<RegistrationInfo> registrations(String node) {
    if (node.equals(Addresses.EVERYWHERE)) {
      return isInCluster()
          ? members().stream().map(DirectClusterManager::registration).toList()
          : List.of();
    }
    String named = node.equals(Addresses.COORDINATOR) ? coordinator : node;
    return named == null ? List.of() : List.of(registration(named));
  }

  private static RegistrationInfo registration(String node) {
    return new RegistrationInfo(node, 1, false);
  }

  private void remember(String address) {
    String forgotten = null;
    synchronized (resolved) {
      if (resolved.add(address) && resolved.size() > REMEMBERED) {
        forgotten = resolved.iterator().next();
        resolved.remove(forgotten);
      }
    }
    if (forgotten != null) {
      tell(forgotten, List.of());
    }
  }

  /** Vert.x takes them for what it has asked for; without any, it asks again when it sends. */
  private void tell(String address, List<RegistrationInfo> registrations) {
    RegistrationListener told = listener;
    if (told != null) {
      told.registrationsUpdated(new RegistrationUpdateEvent(address, registrations));
    }
  }

  @Override
  public void setNodeInfo(NodeInfo info, Completable<Void> promise) {
    own = info;
    promise.succeed();
  }

  @Override
  public @Nullable NodeInfo getNodeInfo() {
    return own;
  }

  /** Whatever goes wrong is to be told: Vert.x would keep what it wants to send for ever. */
  @Override
  public void getNodeInfo(String node, Completable<NodeInfo> promise) {
    NodeInfo found;
    try {
      found = busOf(node);
    } catch (IllegalStateException | HazelcastException e) {
      promise.fail(e);
      return;
    }
    promise.succeed(found);
  }

  private NodeInfo busOf(String node) {
    for (Member member : getHazelcastInstance().getCluster().getMembers()) {
      if (node.equals(member.getAttribute(NODE_ID))) {
        String host = member.getAttribute(BUS_HOST);
        String port = member.getAttribute(BUS_PORT);
        if (host == null || port == null) {
          throw new IllegalStateException(
              "node %s does not say where its event bus listens: it is of another version of Weir"
                  .formatted(node));
        }
        return new NodeInfo(host, Integer.parseInt(port), null);
      }
    }
    throw new IllegalStateException("node " + node + " is not a member of the cluster");
  }

  @Override
  public void memberAdded(MembershipEvent event) {
    membersChanged();
    registry.execute(() -> super.memberAdded(event));
  }

  /** Not on Hazelcast's thread, which has more to tell, and which the maps would keep waiting. */
  @Override
  public void memberRemoved(MembershipEvent event) {
    membersChanged();
    registry.execute(() -> super.memberRemoved(event));
  }

  /**
   * A member that was merged into another cluster joins anew, so there is nothing to do. Hazelcast
   * tells of it, and of its shutdown, with a lock held: who waited here for the maps would keep it
   * from ever shutting down.
   */
  @Override
  public void stateChanged(LifecycleEvent event) {}

  private void membersChanged() {
    if (!isInCluster()) {
      return;
    }
    resolvedAgain(Addresses.EVERYWHERE);
  }

  /** The nodes of some addresses are others now. */
  private void resolvedAgain(String node) {
    List<String> addresses;
    synchronized (resolved) {
      addresses = resolved.stream().filter(a -> a.endsWith(Addresses.at("", node))).toList();
    }
    List<RegistrationInfo> registrations = registrations(node);
    addresses.forEach(address -> tell(address, registrations));
  }

  /** In peace, also from a cluster that the Hazelcast member has been torn out of. */
  @Override
  public void leave(Completable<Void> promise) {
    registry.shutdownNow();
    if (isInCluster()) {
      super.leave(promise);
    } else {
      promise.succeed();
    }
  }

  private boolean isInCluster() {
    HazelcastInstance member = getHazelcastInstance();
    return member != null && member.getLifecycleService().isRunning();
  }
}
