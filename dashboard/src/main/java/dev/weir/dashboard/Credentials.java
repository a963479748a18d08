package dev.weir.dashboard;

import dev.weir.config.DashboardOptions.Auth;
import dev.weir.config.DashboardOptions.Role;
import dev.weir.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.auth.authentication.UsernamePasswordCredentials;
import io.vertx.ext.auth.htpasswd.HtpasswdAuth;
import io.vertx.ext.auth.htpasswd.HtpasswdAuthOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens and passwords, and who they belong to. */
final class Credentials {

  private static final String WRONG = "the credentials are wrong";

  private final Auth auth;
  private final @Nullable HtpasswdAuth passwords;

  Credentials(Vertx vertx, Auth auth) {
    this.auth = auth;
    this.passwords =
        auth.htpasswd()
            .map(
                file ->
                    HtpasswdAuth.create(
                        vertx, new HtpasswdAuthOptions().setHtpasswdFile(file.toString())))
            .orElse(null);
  }

  /** Reads an Authorization header; fails if what it says is wrong. */
  Future<Principal> check(String header) {
    String[] parts = header.split(" ", 2);
    if (parts.length == 2 && parts[0].equalsIgnoreCase("Bearer")) {
      return token(parts[1].strip());
    }
    if (parts.length == 2 && parts[0].equalsIgnoreCase("Basic")) {
      return basic(parts[1].strip());
    }
    return Future.failedFuture(WRONG);
  }

  Future<Principal> token(String token) {
    if (is(auth.token(), token)) {
      return Future.succeededFuture(new Principal("token", Role.OPERATOR, null));
    }
    return is(auth.viewerToken(), token)
        ? Future.succeededFuture(new Principal("viewer-token", Role.VIEWER, null))
        : Future.failedFuture(WRONG);
  }

  /** Takes as long for a token that is nearly right as for one that is not. */
  private static boolean is(Optional<Secret> secret, String token) {
    return secret.isPresent()
        && MessageDigest.isEqual(secret.get().bytes(), token.getBytes(StandardCharsets.UTF_8));
  }

  private Future<Principal> basic(String encoded) {
    String text;
    try {
      text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(WRONG);
    }
    int colon = text.indexOf(':');
    return colon < 0
        ? Future.failedFuture(WRONG)
        : password(text.substring(0, colon), text.substring(colon + 1));
  }

  Future<Principal> password(String user, String password) {
    if (passwords == null) {
      return Future.failedFuture(WRONG);
    }
    return passwords
        .authenticate(new UsernamePasswordCredentials(user, password))
        .map(
            found ->
                new Principal(
                    user, auth.operators().contains(user) ? Role.OPERATOR : Role.VIEWER, null))
        .recover(e -> Future.failedFuture(WRONG));
  }
}
