package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DashboardOptionsTest {

  private static final DashboardOptions.Auth OPEN =
      new DashboardOptions.Auth(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          new DashboardOptions.Oidc(
              Optional.empty(),
              "weir",
              Optional.empty(),
              "http://localhost:8080/callback",
              "roles",
              "weir-operator"));
  private static final DashboardOptions.Tls PLAIN =
      new DashboardOptions.Tls(Optional.empty(), Optional.empty());

  @Test
  void defaults_are_those_of_the_reference() {
    assertThat(Given.options(Map.of()).dashboard())
        .isEqualTo(new DashboardOptions(true, "127.0.0.1", 8080, 100, false, OPEN, PLAIN));
  }

  @Test
  void every_key_maps() {
    DashboardOptions options =
        Given.options(
                Map.ofEntries(
                    Map.entry("dashboard.enabled", "false"),
                    Map.entry("dashboard.host", "0.0.0.0"),
                    Map.entry("dashboard.port", "0"),
                    Map.entry("dashboard.history", "5"),
                    Map.entry("dashboard.demo", "true"),
                    Map.entry("dashboard.auth.token", "long enough"),
                    Map.entry("dashboard.auth.viewer-token", "also long enough"),
                    Map.entry("dashboard.auth.htpasswd", "users"),
                    Map.entry("dashboard.auth.operators", "anna, bert"),
                    Map.entry("dashboard.auth.oidc.issuer", "https://id.example"),
                    Map.entry("dashboard.auth.oidc.client-id", "dash"),
                    Map.entry("dashboard.auth.oidc.client-secret", "hidden"),
                    Map.entry("dashboard.auth.oidc.redirect-uri", "https://weir.example/callback"),
                    Map.entry("dashboard.auth.oidc.roles-claim", "groups"),
                    Map.entry("dashboard.auth.oidc.operator-role", "ops"),
                    Map.entry("dashboard.tls.certificate", "chain.pem"),
                    Map.entry("dashboard.tls.key", "key.pem")))
            .dashboard();
    assertThat(options)
        .isEqualTo(
            new DashboardOptions(
                false,
                "0.0.0.0",
                0,
                5,
                true,
                new DashboardOptions.Auth(
                    Optional.of(new Secret("long enough")),
                    Optional.of(new Secret("also long enough")),
                    Optional.of(Path.of("users")),
                    Set.of("anna", "bert"),
                    new DashboardOptions.Oidc(
                        Optional.of("https://id.example"),
                        "dash",
                        Optional.of(new Secret("hidden")),
                        "https://weir.example/callback",
                        "groups",
                        "ops")),
                new DashboardOptions.Tls(
                    Optional.of(Path.of("chain.pem")), Optional.of(Path.of("key.pem")))));
  }

  @Test
  void bad_values_say_why() {
    assertThat(Given.complaintAbout("dashboard.enabled", "on")).endsWith("true or false");
    assertThat(Given.complaintAbout("dashboard.host", "")).endsWith("a host name or an address");
    assertThat(Given.complaintAbout("dashboard.port", "65536"))
        .isEqualTo("dashboard.port is \"65536\" (command line), expected from 0 to 65535");
    assertThat(Given.complaintAbout("dashboard.port", "http")).endsWith("a whole number");
    assertThat(Given.complaintAbout("dashboard.history", "0")).endsWith("at least 1");
    assertThat(Given.complaintAbout("dashboard.auth.token", "short"))
        .doesNotContain("short")
        .endsWith("8 characters or more");
    assertThat(Given.complaintAbout("dashboard.tls.key", "key.pem")).contains("none for both");
  }
}
