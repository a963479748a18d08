package dev.weir.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dashboard.RunningDashboard.Response;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidcTest {

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient browser = HttpClient.newHttpClient();
  private OidcProvider provider;
  private RunningDashboard dashboard;

  @BeforeEach
  void start() {
    provider = new OidcProvider(vertx);
    dashboard =
        new RunningDashboard(
            Map.of(
                "dashboard.auth.oidc.issuer", provider.issuer,
                "dashboard.auth.oidc.client-secret", "a secret of theirs",
                "dashboard.auth.oidc.redirect-uri", "http://127.0.0.1/callback"));
  }

  @AfterEach
  void stop() {
    dashboard.close();
    RunningDashboard.await(vertx.close());
  }

  @Test
  void user_whom_the_provider_vouches_for_gets_a_session() throws Exception {
    Response back = comeBack(login());
    assertThat(back.status()).isEqualTo(302);
    JsonObject session = session(back);
    assertThat(session.getMap()).containsEntry("user", "anna").containsEntry("role", "viewer");
  }

  @Test
  void role_of_operators_is_taken_from_the_token() throws Exception {
    provider.roles = new JsonArray().add("weir-operator");
    assertThat(session(comeBack(login())).getString("role")).isEqualTo("operator");
  }

  @Test
  void token_that_is_signed_by_somebody_else_is_refused() throws Exception {
    provider.signWithAnother();
    assertThat(comeBack(login()).status()).isEqualTo(401);
  }

  @Test
  void token_for_another_application_is_refused() throws Exception {
    provider.audience = "another";
    assertThat(comeBack(login()).status()).isEqualTo(401);
  }

  @Test
  void token_that_is_too_old_is_refused() throws Exception {
    provider.lifeSeconds = -50;
    assertThat(comeBack(login()).status()).isEqualTo(401);
  }

  @Test
  void answer_can_be_used_once() throws Exception {
    String answer = login();
    comeBack(answer);
    assertThat(comeBack(answer).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/callback", "/callback?code=x", "/callback?code=x&state=guessed"})
  void answer_to_nothing_is_refused(String path) {
    assertThat(dashboard.get(path).status()).isEqualTo(400);
  }

  @Test
  void without_a_session_there_is_nothing_to_see() {
    assertThat(dashboard.get("/jobs").status()).isEqualTo(401);
    assertThat(dashboard.get("/session").json().getString("login")).isEqualTo("login");
  }

  /** To the provider and back; returns path and query of the answer. */
  private String login() throws IOException, InterruptedException {
    Response away = dashboard.get("/login");
    assertThat(away.status()).isEqualTo(302);
    String provided = away.head().getHeader("Location");
    assertThat(provided).startsWith(provider.issuer + "/authorize");
    URI back =
        URI.create(
            browser
                .send(HttpRequest.newBuilder(URI.create(provided)).build(), BodyHandlers.ofString())
                .headers()
                .firstValue("Location")
                .orElseThrow());
    return back.getRawPath() + "?" + back.getRawQuery();
  }

  private Response comeBack(String answer) {
    return dashboard.get(answer);
  }

  private JsonObject session(Response back) {
    String cookie = back.head().getHeader("Set-Cookie").split(";", 2)[0];
    return dashboard.send(HttpMethod.GET, "/session", Map.of("Cookie", cookie), "").json();
  }
}
