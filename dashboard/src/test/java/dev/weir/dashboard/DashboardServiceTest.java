package dev.weir.dashboard;

import static dev.weir.dashboard.RunningDashboard.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.Configuration;
import dev.weir.config.WeirOptions;
import dev.weir.runtime.job.NodeService;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class DashboardServiceTest {

  @Test
  void node_finds_the_service() {
    assertThat(ServiceLoader.load(NodeService.class))
        .hasAtLeastOneElementOfType(DashboardService.class);
  }

  @Test
  void taken_port_makes_it_take_a_later_one(Vertx vertx) {
    NetServer other =
        await(vertx.createNetServer().connectHandler(socket -> {}).listen(0, "127.0.0.1"));
    int taken = other.actualPort();
    DashboardVerticle dashboard =
        new DashboardVerticle(
            RunningDashboard.options(Map.of("dashboard.port", Integer.toString(taken))));

    await(vertx.deployVerticle(dashboard));
    int found = await(dashboard.port());

    assertThat(found).isBetween(taken + 1, taken + 19);
  }

  @Test
  void stopped_dashboard_leaves_nothing_behind(Vertx vertx) {
    DashboardService service = new DashboardService();
    await(service.start(vertx, options(true)));
    assertThat(vertx.deploymentIDs()).hasSize(1);
    await(service.stop());
    assertThat(vertx.deploymentIDs()).isEmpty();
  }

  @Test
  void disabled_dashboard_deploys_nothing(Vertx vertx) {
    DashboardService service = new DashboardService();
    await(service.start(vertx, options(false)));
    assertThat(vertx.deploymentIDs()).isEmpty();
    await(service.stop());
  }

  private static WeirOptions options(boolean enabled) {
    return WeirOptions.of(
        Configuration.defaults().with("dashboard.enabled", enabled).with("dashboard.port", 0));
  }
}
