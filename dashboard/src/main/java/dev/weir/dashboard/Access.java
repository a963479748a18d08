package dev.weir.dashboard;

import dev.weir.config.DashboardOptions;
import dev.weir.config.DashboardOptions.Role;
import dev.weir.runtime.json.JsonValue;
import dev.weir.runtime.json.MalformedJsonException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what: viewers see, operators change. Programs bring a token or a password with each
 * request; browsers log in, get a cookie, and repeat the session's token in each request that
 * changes something, which a page of another site cannot know.
 */
final class Access {

  private static final String PRINCIPAL = "weir.principal";
  private static final String CSRF_HEADER = "X-CSRF-Token";
  private static final int TOO_MANY = 429;

  private final DashboardOptions options;
  private final Credentials credentials;
  private final Sessions sessions;
  private final Guesses guesses = new Guesses(System::nanoTime);
  private final @Nullable Oidc oidc;

  Access(Vertx vertx, DashboardOptions options) {
    this.options = options;
    this.credentials = new Credentials(vertx, options.auth());
    this.sessions = new Sessions(options.tls().isOn());
    DashboardOptions.Oidc provider = options.auth().oidc();
    this.oidc = provider.isOn() ? new Oidc(vertx, provider, sessions) : null;
  }

  void routes(Router router) {
    router.route().handler(this::identify);
    router.get("/session").handler(this::session);
    if (oidc != null) {
      router.get("/login").handler(oidc::login);
      router.get("/callback").handler(oidc::callback);
    }
  }

  /** After the bodies of requests have been read. */
  void changingRoutes(Router router) {
    router.post("/login").handler(this::login);
    router.post("/logout").handler(this::logout);
  }

  private void identify(RoutingContext context) {
    if (!options.auth().isOn()) {
      context.put(PRINCIPAL, Principal.ANYBODY);
      context.next();
      return;
    }
    String header = context.request().getHeader("Authorization");
    if (header == null) {
      sessions.find(context).ifPresent(found -> context.put(PRINCIPAL, found));
      context.next();
      return;
    }
    if (!mayTry(context)) {
      return;
    }
    context.request().pause();
    credentials
        .check(header)
        .onSuccess(
            found -> {
              context.put(PRINCIPAL, found);
              context.request().resume();
              context.next();
            })
        .onFailure(
            e -> {
              guesses.failed(peer(context));
              context.request().resume();
              unauthorized(context);
            });
  }

  /** Refuses a peer that has been wrong too often, also when it is right for once. */
  private boolean mayTry(RoutingContext context) {
    long seconds = guesses.secondsToWait(peer(context));
    if (seconds == 0) {
      return true;
    }
    context.response().putHeader("Retry-After", Long.toString(seconds));
    context.fail(
        TOO_MANY,
        new RequestException(
            "too many wrong credentials came from your address; try again in %d s"
                .formatted(seconds)));
    return false;
  }

  private static String peer(RoutingContext context) {
    return Guesses.peer(context.request().remoteAddress());
  }

  private static Optional<Principal> principal(RoutingContext context) {
    return Optional.ofNullable(context.get(PRINCIPAL));
  }

  /** Lets those pass who may see. */
  void viewer(RoutingContext context) {
    if (principal(context).isPresent()) {
      context.next();
    } else {
      unauthorized(context);
    }
  }

  /** Lets those pass who may change something, and mean it. */
  void operator(RoutingContext context) {
    Optional<Principal> principal = principal(context);
    if (principal.isEmpty()) {
      unauthorized(context);
    } else if (principal.get().role() != Role.OPERATOR) {
      context.fail(403, new RequestException("viewers change nothing"));
    } else if (!isMeant(principal.get(), context.request().getHeader(CSRF_HEADER))) {
      context.fail(
          403, new RequestException("%s is not that of your session".formatted(CSRF_HEADER)));
    } else {
      context.next();
    }
  }

  private static boolean isMeant(Principal principal, @Nullable String header) {
    String csrf = principal.csrf();
    return csrf == null
        || (header != null
            && MessageDigest.isEqual(
                csrf.getBytes(StandardCharsets.UTF_8), header.getBytes(StandardCharsets.UTF_8)));
  }

  private void unauthorized(RoutingContext context) {
    String wanted = options.auth().htpasswd().isPresent() ? "Basic realm=\"weir\"" : "Bearer";
    boolean browser = context.request().getHeader("Sec-Fetch-Mode") != null;
    if (!browser) {
      context.response().putHeader("WWW-Authenticate", wanted);
    }
    context.fail(401);
  }

  private void session(RoutingContext context) {
    Optional<Principal> principal = principal(context);
    boolean on = options.auth().isOn();
    Json.answer(
        context,
        200,
        new JsonObject()
            .put("user", principal.map(Principal::name).orElse(null))
            .put("role", principal.map(found -> Json.lowerCase(found.role().name())).orElse(null))
            .put("csrf", principal.map(Principal::csrf).orElse(null))
            .put("auth", kind())
            .put("login", on ? "login" : null)
            .put("logout", on ? "logout" : null)
            .put("warning", warning().orElse(null)));
  }

  private String kind() {
    if (oidc != null) {
      return "oidc";
    }
    if (options.auth().htpasswd().isPresent()) {
      return "basic";
    }
    return options.auth().isOn() ? "token" : "none";
  }

  /** What is to be said loudly. */
  Optional<String> warning() {
    return options.auth().isOn() || Hosts.isLoopback(options.host())
        ? Optional.empty()
        : Optional.of(
            ("dashboard.host is %s and dashboard.auth is not set: whoever reaches it can see and"
                    + " stop the jobs")
                .formatted(options.host()));
  }

  private void login(RoutingContext context) {
    Supplier<Future<Principal>> check;
    try {
      check = check(body(context));
    } catch (DecodeException | ClassCastException e) {
      context.fail(400, new RequestException("the body is not a JSON object"));
      return;
    } catch (MalformedJsonException e) {
      context.fail(400, new RequestException(String.valueOf(e.getMessage())));
      return;
    }
    if (!mayTry(context)) {
      return;
    }
    check
        .get()
        .onSuccess(
            found -> {
              sessions.begin(context, String.valueOf(found.name()), found.role());
              context.response().setStatusCode(204).end();
            })
        .onFailure(
            e -> {
              guesses.failed(peer(context));
              context.fail(401, new RequestException("the credentials are wrong"));
            });
  }

  private static JsonValue body(RoutingContext context) {
    Buffer body = context.body().buffer();
    return JsonValue.of("login", new JsonObject(body == null ? Buffer.buffer() : body));
  }

  /** What a body says is read before anything is checked. */
  private Supplier<Future<Principal>> check(JsonValue body) {
    Optional<JsonValue> token = body.optional("token");
    if (token.isPresent()) {
      String said = token.get().text();
      return () -> credentials.token(said);
    }
    String user = body.get("user").text();
    String password = body.get("password").text();
    return () -> credentials.password(user, password);
  }

  private void logout(RoutingContext context) {
    sessions.end(context);
    context.response().setStatusCode(204).end();
  }
}
