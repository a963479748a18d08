package dev.weir.dashboard;

import static dev.weir.dashboard.RunningDashboard.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.Configuration;
import dev.weir.config.WeirOptions;
import dev.weir.runtime.job.NodeService;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetServer;
import io.vertx.junit5.VertxExtension;
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
    DashboardService service = new DashboardService();
    await(service.start(vertx, options(true, taken)));

    HttpClient client = vertx.createHttpClient();
    int found = firstThatAnswers(client, taken + 1);
    assertThat(found).isBetween(taken + 1, taken + 19);

    await(service.stop());
    assertThat(answers(client, found)).isFalse();
  }

  @Test
  void disabled_dashboard_deploys_nothing(Vertx vertx) {
    DashboardService service = new DashboardService();
    await(service.start(vertx, options(false, 0)));
    assertThat(vertx.deploymentIDs()).isEmpty();
    await(service.stop());
  }

  private static int firstThatAnswers(HttpClient client, int from) {
    for (int port = from; port < from + 19; port++) {
      if (answers(client, port)) {
        return port;
      }
    }
    throw new AssertionError("no dashboard on the ports after " + from);
  }

  private static boolean answers(HttpClient client, int port) {
    return await(
        client
            .request(HttpMethod.GET, port, "127.0.0.1", "/health/live")
            .compose(request -> request.send())
            .map(response -> response.statusCode() == 200)
            .otherwise(false));
  }

  private static WeirOptions options(boolean enabled, int port) {
    return WeirOptions.of(
        Configuration.defaults()
            .with("dashboard.enabled", String.valueOf(enabled))
            .with("dashboard.port", String.valueOf(port)));
  }
}
