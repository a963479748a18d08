package dev.weir.dashboard;

import static dev.weir.dashboard.RunningDashboard.RECORDED_JOB;
import static dev.weir.dashboard.RunningDashboard.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.JobID;
import dev.weir.dashboard.RunningDashboard.Response;
import dev.weir.runtime.bus.Addresses;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AccessTest {

  private static final String OPERATOR = "an-operators-token";
  private static final String VIEWER = "a-viewers-token";
  private static final String CANCEL = "/jobs/" + RECORDED_JOB + "/cancel";

  private final AtomicInteger commands = new AtomicInteger();
  private RunningDashboard dashboard;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    Path users = directory.resolve("users");
    Files.writeString(users, "anna:%s\nbert:%s\n".formatted(sha("secret-a"), sha("secret-b")));
    dashboard =
        new RunningDashboard(
            Map.of(
                "dashboard.auth.token",
                OPERATOR,
                "dashboard.auth.viewer-token",
                VIEWER,
                "dashboard.auth.htpasswd",
                users.toString(),
                "dashboard.auth.operators",
                "anna"));
    FakeCoordinator.recorded(dashboard.vertx).publish("history", new JsonObject());
    await(
        dashboard
            .vertx
            .eventBus()
            .<JsonObject>consumer(
                Addresses.commands(new JobID(RECORDED_JOB)),
                message -> {
                  commands.incrementAndGet();
                  message.reply(new JsonObject());
                })
            .completion());
    while (dashboard.get("/health/ready").status() != 200) {
      Thread.onSpinWait();
    }
  }

  private static String sha(String password) throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
    return "{SHA}" + Base64.getEncoder().encodeToString(digest);
  }

  @AfterEach
  void stop() {
    dashboard.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/jobs",
        "/config",
        "/overview",
        "/logs",
        "/taskmanagers",
        "/jobs/" + RECORDED_JOB + "/settings",
        "/jobs/" + RECORDED_JOB + "/checkpoints"
      })
  void nothing_is_told_to_those_who_do_not_say_who_they_are(String path) {
    Response refused = dashboard.get(path);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.head().getHeader("WWW-Authenticate")).isNotBlank();
    assertThat(refused.error()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/health/live", "/health/ready", "/session"})
  void page_and_probes_need_no_credentials(String path) {
    assertThat(dashboard.get(path).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer wrong",
        "Bearer",
        "Bearer an-operators-toke",
        "Basic !!!",
        "Basic YW5uYQ==",
        "Basic YW5uYTp3cm9uZw==",
        "Digest username=anna",
        ""
      })
  void wrong_credentials_are_401(String header) {
    assertThat(send(HttpMethod.GET, "/jobs", Map.of("Authorization", header)).status())
        .isEqualTo(401);
    assertThat(send(HttpMethod.POST, CANCEL, Map.of("Authorization", header)).status())
        .isEqualTo(401);
    assertThat(commands).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer an-operators-token, 200, 202",
    "Bearer a-viewers-token, 200, 403",
    "Basic YW5uYTpzZWNyZXQtYQ==, 200, 202",
    "Basic YmVydDpzZWNyZXQtYg==, 200, 403"
  })
  void viewers_see_and_operators_change(String header, int seeing, int changing) {
    Map<String, String> headers = Map.of("Authorization", header);
    assertThat(send(HttpMethod.GET, "/jobs", headers).status()).isEqualTo(seeing);
    assertThat(send(HttpMethod.POST, CANCEL, headers).status()).isEqualTo(changing);
    requireCommands(changing == 202 ? 1 : 0);
  }

  /** The request is answered when the command is sent, which may be before it is taken. */
  private void requireCommands(int expected) {
    while (commands.get() < expected) {
      Thread.onSpinWait();
    }
    assertThat(commands).hasValue(expected);
  }

  @Test
  void browser_logs_in_once_and_must_mean_what_it_changes() {
    Response login = dashboard.post("/login", "{\"user\":\"anna\",\"password\":\"secret-a\"}");
    assertThat(login.status()).isEqualTo(204);
    String cookie = login.head().getHeader("Set-Cookie");
    assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Lax");
    Map<String, String> headers = new HashMap<>(Map.of("Cookie", cookie.split(";", 2)[0]));

    JsonObject session = send(HttpMethod.GET, "/session", headers).json();
    assertThat(session.getMap()).containsEntry("user", "anna").containsEntry("role", "operator");
    assertThat(send(HttpMethod.GET, "/jobs", headers).status()).isEqualTo(200);

    Response forged = send(HttpMethod.POST, CANCEL, headers);
    assertThat(forged.status()).isEqualTo(403);
    assertThat(forged.error()).contains("X-CSRF-Token");
    headers.put("X-CSRF-Token", "x" + session.getString("csrf"));
    assertThat(send(HttpMethod.POST, CANCEL, headers).status()).isEqualTo(403);
    assertThat(commands).hasValue(0);

    headers.put("X-CSRF-Token", session.getString("csrf"));
    assertThat(send(HttpMethod.POST, CANCEL, headers).status()).isEqualTo(202);
    requireCommands(1);

    assertThat(send(HttpMethod.POST, "/logout", headers).status()).isEqualTo(204);
    assertThat(send(HttpMethod.GET, "/jobs", headers).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"user\":\"anna\",\"password\":\"secret-b\"}",
        "{\"user\":\"nobody\",\"password\":\"\"}",
        "{\"token\":\"wrong\"}"
      })
  void wrong_login_is_401(String body) {
    Response refused = dashboard.post("/login", body);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.head().getHeader("Set-Cookie")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | the body is not a JSON object",
        "[] | the body is not a JSON object",
        "{} | login: user is missing, expected a text",
        "{\"token\":7} | login: token is 7, expected a text",
        "{\"user\":[\"anna\"],\"password\":\"\"} | login: user is a list, expected a text",
        "{\"user\":\"anna\",\"password\":{}} | login: password is an object, expected a text"
      })
  void malformed_login_is_400(String body, String error) {
    Response refused = dashboard.post("/login", body);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.error()).isEqualTo(error);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void who_guesses_is_held_up_and_nobody_else_is(boolean byLogin) {
    for (int i = 0; i < Guesses.AT_ONCE; i++) {
      assertThat(guess(byLogin, "guess " + i).status()).isEqualTo(401);
    }
    Response refused = guess(byLogin, OPERATOR);
    assertThat(refused.status()).as("also what would be right").isEqualTo(429);
    assertThat(Integer.parseInt(refused.head().getHeader("Retry-After")))
        .isBetween(1, Guesses.SECONDS_EACH);
    assertThat(refused.error()).contains("too many wrong credentials");
    assertThat(guess(!byLogin, OPERATOR).status()).as("on the other way in").isEqualTo(429);
    assertThat(dashboard.get("/session").status()).isEqualTo(200);

    Map<String, String> right = Map.of("Authorization", "Bearer " + OPERATOR);
    assertThat(dashboard.sendFromElsewhere(HttpMethod.GET, "/jobs", right, "").status())
        .as("from another address")
        .isEqualTo(200);
  }

  private Response guess(boolean byLogin, String token) {
    return byLogin
        ? dashboard.post("/login", new JsonObject().put("token", token).encode())
        : send(HttpMethod.GET, "/jobs", Map.of("Authorization", "Bearer " + token));
  }

  @Test
  void who_is_right_may_be_so_as_often_as_he_likes() {
    for (int i = 0; i < 3 * Guesses.AT_ONCE; i++) {
      assertThat(guess(i % 2 == 0, VIEWER).status()).isLessThan(300);
    }
  }

  @Test
  void browser_that_is_logged_in_is_not_held_up_by_guesses_from_its_address() {
    Response login = dashboard.post("/login", "{\"token\":\"" + VIEWER + "\"}");
    String cookie = login.head().getHeader("Set-Cookie").split(";", 2)[0];
    for (int i = 0; i < 2 * Guesses.AT_ONCE; i++) {
      guess(true, "guess " + i);
    }
    assertThat(send(HttpMethod.GET, "/jobs", Map.of("Cookie", cookie)).status()).isEqualTo(200);
  }

  @Test
  void feed_wants_credentials_too() {
    assertThatThrownBy(() -> await(dashboard.connect(Map.of(), message -> {})))
        .isInstanceOfSatisfying(
            UpgradeRejectedException.class,
            refused -> assertThat(refused.getStatus()).isEqualTo(401));
    assertThat(
            await(dashboard.connect(Map.of("Authorization", "Bearer " + VIEWER), message -> {}))
                .isClosed())
        .isFalse();
  }

  @Test
  void dashboard_for_everybody_says_so_loudly() {
    RunningDashboard open = new RunningDashboard(Map.of("dashboard.host", "0.0.0.0"));
    try {
      JsonObject session = open.get("/session").json();
      assertThat(session.getString("warning")).contains("dashboard.auth is not set");
      assertThat(session.getString("auth")).isEqualTo("none");
    } finally {
      open.close();
    }
  }

  private Response send(HttpMethod method, String path, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("Content-Type", "application/json");
    return dashboard.send(method, path, headers, HttpMethod.GET.equals(method) ? "" : "{}");
  }
}
