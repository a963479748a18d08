package dev.weir.dashboard;

import dev.weir.config.DashboardOptions.Role;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Browsers that have said who they are: a cookie each, until they have been idle. */
final class Sessions {

  private static final String COOKIE = "weir-session";
  private static final int MOST = 1_000;
  private static final int SECRET_BYTES = 32;
  private static final long LIFE_MILLIS = Duration.ofHours(12).toMillis();

  private record Session(Principal principal, long until) {}

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> sessions = new LinkedHashMap<>();
  private final boolean https;

  Sessions(boolean https) {
    this.https = https;
  }

  void begin(RoutingContext context, String user, Role role) {
    if (sessions.size() >= MOST) {
      sessions.remove(sessions.keySet().iterator().next());
    }
    String id = secret();
    sessions.put(
        id,
        new Session(new Principal(user, role, secret()), System.currentTimeMillis() + LIFE_MILLIS));
    context.response().addCookie(cookie(id).setMaxAge(LIFE_MILLIS / 1_000));
  }

  private Cookie cookie(String value) {
    return Cookie.cookie(COOKIE, value)
        .setHttpOnly(true)
        .setSecure(https)
        .setSameSite(CookieSameSite.LAX)
        .setPath("/");
  }

  Optional<Principal> find(RoutingContext context) {
    Cookie cookie = context.request().getCookie(COOKIE);
    if (cookie == null) {
      return Optional.empty();
    }
    Session session = sessions.get(cookie.getValue());
    if (session == null || session.until() < System.currentTimeMillis()) {
      sessions.remove(cookie.getValue());
      return Optional.empty();
    }
    return Optional.of(session.principal());
  }

  void end(RoutingContext context) {
    Cookie cookie = context.request().getCookie(COOKIE);
    if (cookie != null) {
      sessions.remove(cookie.getValue());
      context.response().addCookie(cookie("").setMaxAge(0));
    }
  }

  /** A text that nobody guesses. */
  String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
