package dev.weir.dashboard;

import dev.weir.config.DashboardOptions;
import dev.weir.config.DashboardOptions.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import io.vertx.ext.auth.oauth2.providers.OpenIDConnectAuth;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Login with a provider of OpenID Connect: the code flow with PKCE. What the provider says of a
 * user is believed only with its signature.
 */
final class Oidc {

  private static final Logger log = LoggerFactory.getLogger(Oidc.class);
  private static final int MOST_PENDING = 1_000;

  private final Vertx vertx;
  private final DashboardOptions.Oidc options;
  private final String issuer;
  private final Sessions sessions;
  private final Map<String, String> verifiersByState = new LinkedHashMap<>();
  private @Nullable Future<OAuth2Auth> provider;

  /**
   * @param options of a provider that is {@linkplain DashboardOptions.Oidc#isOn on}
   */
  Oidc(Vertx vertx, DashboardOptions.Oidc options, Sessions sessions) {
    this.vertx = vertx;
    this.options = options;
    this.issuer = options.issuer().orElseThrow();
    this.sessions = sessions;
  }

  /** The provider need not be there before somebody wants to log in. */
  private Future<OAuth2Auth> provider() {
    Future<OAuth2Auth> known = provider;
    if (known == null || known.failed()) {
      OAuth2Options oauth =
          new OAuth2Options()
              .setSite(issuer)
              .setClientId(options.clientId())
              .setValidateIssuer(true);
      options
          .clientSecret()
          .ifPresent(
              secret -> oauth.setClientSecret(new String(secret.bytes(), StandardCharsets.UTF_8)));
      known = OpenIDConnectAuth.discover(vertx, oauth);
      provider = known;
    }
    return known;
  }

  /** Sends a browser to the provider. */
  void login(RoutingContext context) {
    provider()
        .onSuccess(
            found -> {
              String state = sessions.secret();
              String verifier = sessions.secret();
              if (verifiersByState.size() >= MOST_PENDING) {
                verifiersByState.remove(verifiersByState.keySet().iterator().next());
              }
              verifiersByState.put(state, verifier);
              OAuth2AuthorizationURL url =
                  new OAuth2AuthorizationURL()
                      .setRedirectUri(options.redirectUri())
                      .addScope("openid")
                      .addScope("profile")
                      .setState(state)
                      .setCodeChallenge(challenge(verifier))
                      .setCodeChallengeMethod("S256");
              context.redirect(found.authorizeURL(url));
            })
        .onFailure(e -> unavailable(context, e));
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The provider has sent the browser back. */
  void callback(RoutingContext context) {
    String state = context.queryParams().get("state");
    String code = context.queryParams().get("code");
    String verifier = state == null ? null : verifiersByState.remove(state);
    if (verifier == null || code == null) {
      context.fail(
          400, new RequestException("this is not the answer to a login that was begun here"));
      return;
    }
    provider()
        .compose(
            found ->
                found
                    .jWKSet()
                    .compose(
                        keys ->
                            found.authenticate(
                                new Oauth2Credentials()
                                    .setFlow(OAuth2FlowType.AUTH_CODE)
                                    .setCode(code)
                                    .setCodeVerifier(verifier)
                                    .setRedirectUri(options.redirectUri()))))
        .onSuccess(user -> begin(context, user))
        .onFailure(
            e -> {
              log.warn("a login was refused: {}", e.getMessage());
              context.fail(401, new RequestException("the provider does not vouch for you"));
            });
  }

  private void begin(RoutingContext context, User user) {
    Object claimed = user.attributes().getValue("idToken");
    Optional<String> name =
        claimed instanceof JsonObject claims ? nameIn(claims) : Optional.empty();
    if (claimed instanceof JsonObject claims && name.isPresent()) {
      sessions.begin(context, name.get(), roleOf(claims));
      context.redirect("./");
    } else {
      context.fail(401, new RequestException("the provider did not say who you are"));
    }
  }

  private static Optional<String> nameIn(JsonObject claims) {
    return Stream.of("preferred_username", "sub")
        .map(claims::getValue)
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .findFirst();
  }

  private Role roleOf(JsonObject claims) {
    Object roles = claims.getValue(options.rolesClaim());
    boolean operator =
        roles instanceof JsonArray array
            ? array.contains(options.operatorRole())
            : options.operatorRole().equals(roles);
    return operator ? Role.OPERATOR : Role.VIEWER;
  }

  private void unavailable(RoutingContext context, Throwable e) {
    log.warn("the provider {} cannot be asked: {}", issuer, e.toString());
    context.fail(503, new RequestException("the provider " + issuer + " cannot be reached"));
  }
}
