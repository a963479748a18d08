package dev.weir.runtime.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.cluster.ClusterState;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import dev.weir.config.Configuration;
import dev.weir.config.WeirOptions;
import dev.weir.runtime.bus.Addresses;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectClusterManagerTest {

  private static final String LOOPBACK = "127.0.0.1";
  private static final DeliveryOptions IMPATIENT = new DeliveryOptions().setSendTimeout(1_000);

  private final String cluster = "direct-" + UUID.randomUUID();
  private final List<ClusterMember> members = new ArrayList<>();
  private int port;

  @BeforeEach
  void chooseAPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      port = socket.getLocalPort();
    }
  }

  @AfterEach
  void close() throws Exception {
    for (HazelcastInstance instance : instances()) {
      instance.getCluster().changeClusterState(ClusterState.ACTIVE);
    }
    for (ClusterMember member : members) {
      get(member.close());
    }
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private List<HazelcastInstance> instances() {
    return Hazelcast.getAllHazelcastInstances().stream()
        .filter(instance -> instance.getConfig().getClusterName().equals(cluster))
        .toList();
  }

  private ClusterMember join() throws Exception {
    Configuration options =
        Configuration.defaults()
            .with("cluster.port", String.valueOf(port))
            .with("cluster.members", LOOPBACK + ":" + port);
    ClusterMember member = get(ClusterMember.join(WeirOptions.of(options).cluster(), cluster));
    members.add(member);
    return member;
  }

  private static void answer(EventBus bus, String address) throws Exception {
    get(bus.consumer(address, asked -> asked.reply("here")).completion());
  }

  private static String ask(ClusterMember from, String address) throws Exception {
    return get(from.vertx().eventBus().<String>request(address, "?", IMPATIENT)).body();
  }

  @Test
  void a_named_node_is_reached_while_hazelcast_registers_nothing() throws Exception {
    ClusterMember first = join();
    ClusterMember second = join();
    String met = Addresses.at("met", second.node());
    String named = Addresses.at("named", second.node());
    answer(second.vertx().eventBus(), met);
    assertThat(ask(first, met)).isEqualTo("here");

    for (HazelcastInstance instance : instances()) {
      assertThat(instance.getPartitionService().forceLocalMemberToBeSafe(20, TimeUnit.SECONDS))
          .as("partitions have settled")
          .isTrue();
    }
    instances().get(0).getCluster().changeClusterState(ClusterState.PASSIVE);

    assertThatThrownBy(() -> answer(second.vertx().eventBus(), "to be looked up"))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("PASSIVE");
    answer(second.vertx().eventBus(), named);
    assertThat(ask(first, named)).isEqualTo("here");
    assertThat(ask(second, named)).as("on the node itself").isEqualTo("here");
  }

  @Test
  void what_is_published_everywhere_reaches_nodes_that_came_later_and_survives_those_that_went()
      throws Exception {
    String everywhere = Addresses.at("news", Addresses.EVERYWHERE);
    ClusterMember first = join();
    ClusterMember second = join();
    get(first.vertx().eventBus().consumer(everywhere, news -> {}).completion());
    first.vertx().eventBus().publish(everywhere, "nobody else listens yet");

    ClusterMember third = join();
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    get(
        third
            .vertx()
            .eventBus()
            .<String>consumer(everywhere, news -> heard.add(news.body()))
            .completion());
    get(second.close());
    members.remove(second);
    first.vertx().eventBus().publish(everywhere, "news");

    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("news");
  }

  @Test
  void the_coordinator_is_reached_wherever_it_is_and_missed_at_once_when_there_is_none()
      throws Exception {
    ClusterMember first = join();
    ClusterMember second = join();
    String asked = Addresses.at("questions", Addresses.COORDINATOR);
    get(first.vertx().eventBus().consumer(asked, m -> m.reply("first")).completion());
    get(second.vertx().eventBus().consumer(asked, m -> m.reply("second")).completion());

    ClusterMember asker = join();

    assertThatThrownBy(() -> ask(asker, asked)).hasMessageContaining("No handlers");
    asker.coordinatorIs(second.node());
    assertThat(ask(asker, asked)).isEqualTo("second");
    asker.coordinatorIs(first.node());
    assertThat(ask(asker, asked)).isEqualTo("first");
    asker.coordinatorIs(null);
    assertThatThrownBy(() -> ask(asker, asked)).hasMessageContaining("No handlers");
  }

  @Test
  void addresses_of_long_ago_are_forgotten_and_still_reached() throws Exception {
    ClusterMember first = join();
    ClusterMember second = join();
    String old = Addresses.at("attempt 1", second.node());
    answer(second.vertx().eventBus(), old);
    assertThat(ask(first, old)).isEqualTo("here");

    for (int attempt = 2; attempt <= DirectClusterManager.REMEMBERED + 2; attempt++) {
      first.vertx().eventBus().send(Addresses.at("attempt " + attempt, first.node()), "lost");
    }

    assertThat(ask(first, old)).isEqualTo("here");
  }
}
