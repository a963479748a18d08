package dev.weir.runtime.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BusRatesTest {

  private final BusRates rates = new BusRates();

  private static JsonObject load(long uptime, long in, long out) {
    return new JsonObject().put("uptime", uptime).put("bus-bytes-in", in).put("bus-bytes-out", out);
  }

  private void assertRates(JsonObject load, long in, long out) {
    assertThat(rates.with("a", load).getMap())
        .containsEntry("bus-bytes-in-per-second", in)
        .containsEntry("bus-bytes-out-per-second", out);
  }

  @Test
  void rate_is_what_was_added_in_the_time_of_the_node() {
    assertRates(load(1_000, 500, 100), 0, 0);
    assertRates(load(3_000, 4_500, 100), 2_000, 0);
    assertRates(load(3_500, 4_500, 350), 0, 500);
  }

  @Test
  void load_that_is_shown_twice_has_the_same_rate() {
    rates.with("a", load(1_000, 0, 0));
    assertRates(load(2_000, 100, 200), 100, 200);
    assertRates(load(2_000, 100, 200), 100, 200);
  }

  @Test
  void node_that_has_started_again_begins_at_nothing() {
    rates.with("a", load(90_000, 5_000, 5_000));
    assertRates(load(1_000, 10, 10), 0, 0);
  }

  @Test
  void node_that_is_gone_is_forgotten() {
    rates.with("a", load(1_000, 0, 0));
    rates.keepOnly(Set.of("b"));
    assertRates(load(2_000, 100, 100), 0, 0);
  }
}
