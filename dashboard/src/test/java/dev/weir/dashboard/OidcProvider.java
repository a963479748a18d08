package dev.weir.dashboard;

import static dev.weir.dashboard.RunningDashboard.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A small provider of OpenID Connect: discovery, keys, and the code flow with PKCE. */
final class OidcProvider {

  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private final KeyPair published = keys();
  private final Map<String, String> challengesByCode = new ConcurrentHashMap<>();
  final String issuer;
  volatile PrivateKey signing = published.getPrivate();
  volatile JsonArray roles = new JsonArray();
  volatile String audience = "weir";
  volatile long lifeSeconds = 60;

  OidcProvider(Vertx vertx) {
    Router router = Router.router(vertx);
    HttpServer server = vertx.createHttpServer().requestHandler(router);
    await(server.listen(0, "127.0.0.1"));
    issuer = "http://127.0.0.1:" + server.actualPort();
    router.get("/.well-known/openid-configuration").handler(c -> c.json(discovery()));
    router.get("/keys").handler(c -> c.json(jwks()));
    router.get("/authorize").handler(this::authorize);
    router.post("/token").handler(BodyHandler.create(false)).handler(this::token);
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** From now on tokens are signed with a key that is not among those published. */
  void signWithAnother() {
    signing = keys().getPrivate();
  }

  private JsonObject discovery() {
    return new JsonObject()
        .put("issuer", issuer)
        .put("authorization_endpoint", issuer + "/authorize")
        .put("token_endpoint", issuer + "/token")
        .put("jwks_uri", issuer + "/keys")
        .put("response_types_supported", new JsonArray().add("code"))
        .put("subject_types_supported", new JsonArray().add("public"))
        .put("id_token_signing_alg_values_supported", new JsonArray().add("RS256"));
  }

  private JsonObject jwks() {
    RSAPublicKey key = (RSAPublicKey) published.getPublic();
    return new JsonObject()
        .put(
            "keys",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("kty", "RSA")
                        .put("use", "sig")
                        .put("alg", "RS256")
                        .put("kid", "only")
                        .put("n", number(key.getModulus()))
                        .put("e", number(key.getPublicExponent()))));
  }

  private static String number(BigInteger value) {
    byte[] bytes = value.toByteArray();
    return URL.encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private void authorize(RoutingContext context) {
    String code = UUID.randomUUID().toString();
    challengesByCode.put(code, context.queryParams().get("code_challenge"));
    context.redirect(
        "%s?code=%s&state=%s"
            .formatted(
                context.queryParams().get("redirect_uri"),
                code,
                context.queryParams().get("state")));
  }

  private void token(RoutingContext context) {
    String challenge = challengesByCode.remove(context.request().getFormAttribute("code"));
    String verifier = context.request().getFormAttribute("code_verifier");
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(String.valueOf(verifier).getBytes(StandardCharsets.US_ASCII));
      if (!URL.encodeToString(digest).equals(challenge)) {
        context.response().setStatusCode(400).end();
        return;
      }
      long now = System.currentTimeMillis() / 1_000;
      JsonObject claims =
          new JsonObject()
              .put("iss", issuer)
              .put("aud", audience)
              .put("sub", "4711")
              .put("preferred_username", "anna")
              .put("roles", roles)
              .put("iat", now - 100)
              .put("exp", now + lifeSeconds);
      context.json(
          new JsonObject()
              .put("access_token", signed(claims))
              .put("id_token", signed(claims))
              .put("token_type", "Bearer")
              .put("expires_in", 60));
    } catch (GeneralSecurityException e) {
      context.fail(e);
    }
  }

  private String signed(JsonObject claims) throws GeneralSecurityException {
    JsonObject header = new JsonObject().put("alg", "RS256").put("typ", "JWT").put("kid", "only");
    String content =
        URL.encodeToString(header.encode().getBytes(StandardCharsets.UTF_8))
            + "."
            + URL.encodeToString(claims.encode().getBytes(StandardCharsets.UTF_8));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(signing);
    signature.update(content.getBytes(StandardCharsets.UTF_8));
    return content + "." + URL.encodeToString(signature.sign());
  }
}
