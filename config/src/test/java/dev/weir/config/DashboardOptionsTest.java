package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DashboardOptionsTest {

  @Test
  void defaults_are_those_of_the_reference() {
    assertThat(Given.options(Map.of()).dashboard())
        .isEqualTo(new DashboardOptions(true, "127.0.0.1", 8080, 100));
  }

  @Test
  void every_key_maps() {
    assertThat(
            Given.options(
                    Map.of(
                        "dashboard.enabled", "false",
                        "dashboard.host", "0.0.0.0",
                        "dashboard.port", "0",
                        "dashboard.history", "5"))
                .dashboard())
        .isEqualTo(new DashboardOptions(false, "0.0.0.0", 0, 5));
  }

  @Test
  void bad_values_say_why() {
    assertThat(Given.complaintAbout("dashboard.enabled", "on")).endsWith("true or false");
    assertThat(Given.complaintAbout("dashboard.host", "")).endsWith("a host name or an address");
    assertThat(Given.complaintAbout("dashboard.port", "65536"))
        .isEqualTo("dashboard.port is \"65536\" (command line), expected from 0 to 65535");
    assertThat(Given.complaintAbout("dashboard.port", "http")).endsWith("a whole number");
    assertThat(Given.complaintAbout("dashboard.history", "0")).endsWith("at least 1");
  }
}
