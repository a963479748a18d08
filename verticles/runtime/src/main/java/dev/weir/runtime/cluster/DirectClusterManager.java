package dev.weir.runtime.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.Config;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds a receiver by the node that its address names, without asking Hazelcast: its maps may not
 * answer for a minute when the member that holds the entry is lost at the wrong moment, and that is
 * when nodes have the most to say to each other. Other addresses are looked up as ever.
 *
 * <p>What is sent to a named node that has no such receiver is lost; its sender hears nothing.
 */
final class DirectClusterManager extends HazelcastClusterManager {

  private static final String NODE_ID = "__vertx.nodeId";

  /** Addresses of past attempts are of no use any more; Vert.x is told to forget the oldest. */
  static final int REMEMBERED = 10_000;

  private final Map<String, NodeInfo> nodes = new ConcurrentHashMap<>();
  private final Set<String> resolved = new LinkedHashSet<>();
  private @Nullable RegistrationListener listener;

  DirectClusterManager(Config config) {
    super(config);
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
    return node.equals(Addresses.EVERYWHERE)
        ? members().stream().map(DirectClusterManager::registration).toList()
        : List.of(registration(node));
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

  /** Without registrations: Vert.x asks again when it sends there. */
  private void tell(String address, List<RegistrationInfo> registrations) {
    RegistrationListener told = listener;
    if (told != null) {
      told.registrationsUpdated(new RegistrationUpdateEvent(address, registrations));
    }
  }

  /** A node has one address for as long as it is a member. */
  @Override
  public void getNodeInfo(String node, Completable<NodeInfo> promise) {
    NodeInfo known = nodes.get(node);
    if (known != null) {
      promise.succeed(known);
      return;
    }
    super.getNodeInfo(
        node,
        (found, failure) -> {
          if (found == null) {
            promise.fail(failure);
          } else {
            nodes.put(node, found);
            promise.succeed(found);
          }
        });
  }

  @Override
  public synchronized void memberAdded(MembershipEvent event) {
    super.memberAdded(event);
    membersChanged();
  }

  @Override
  public synchronized void memberRemoved(MembershipEvent event) {
    super.memberRemoved(event);
    membersChanged();
  }

  private void membersChanged() {
    if (!isInCluster()) {
      return;
    }
    List<String> members = members();
    nodes.keySet().retainAll(members);
    List<String> everywhere;
    synchronized (resolved) {
      everywhere =
          resolved.stream()
              .filter(a -> a.endsWith(Addresses.at("", Addresses.EVERYWHERE)))
              .toList();
    }
    List<RegistrationInfo> registrations = registrations(Addresses.EVERYWHERE);
    everywhere.forEach(address -> tell(address, registrations));
  }

  /** In peace, also from a cluster that the Hazelcast member has been torn out of. */
  @Override
  public void leave(Completable<Void> promise) {
    if (isInCluster()) {
      super.leave(promise);
    } else {
      promise.succeed();
    }
  }

  private boolean isInCluster() {
    return getHazelcastInstance().getLifecycleService().isRunning();
  }
}
