package dev.weir.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Section {@code dashboard}; what each option means stands in {@code reference.yaml}.
 *
 * @param port 0: any free one
 * @param history at least 1
 */
public record DashboardOptions(
    boolean enabled, String host, int port, int history, boolean demo, Auth auth, Tls tls) {

  public DashboardOptions {
    Require.notBlank("dashboard.host", host, "a host name or an address");
    Require.between("dashboard.port", port, 0, 65535);
    Require.atLeast("dashboard.history", history, 1);
    requireNonNull(auth, "auth is null");
    requireNonNull(tls, "tls is null");
  }

  /** Who may do what. */
  public enum Role {
    /** Sees everything, changes nothing. */
    VIEWER,
    /** Does what there is to do. */
    OPERATOR
  }

  /**
   * Section {@code dashboard.auth}: who is let in. Nothing of it given: everybody.
   *
   * @param token of operators
   * @param viewerToken of viewers
   * @param htpasswd users and their passwords
   * @param operators users who are operators, all others are viewers
   */
  public record Auth(
      Optional<Secret> token,
      Optional<Secret> viewerToken,
      Optional<Path> htpasswd,
      Set<String> operators,
      Oidc oidc) {

    static final int LEAST_LENGTH = 8;

    public Auth {
      requireLong("dashboard.auth.token", token);
      requireLong("dashboard.auth.viewer-token", viewerToken);
      operators = Set.copyOf(operators);
      requireNonNull(oidc, "oidc is null");
    }

    private static void requireLong(String key, Optional<Secret> secret) {
      if (secret.isPresent() && secret.get().length() < LEAST_LENGTH) {
        throw new InvalidOptionException(
            key, secret.get().toString(), "%d characters or more".formatted(LEAST_LENGTH));
      }
    }

    /** Whether anybody is asked who he is. */
    public boolean isOn() {
      return token.isPresent() || viewerToken.isPresent() || htpasswd.isPresent() || oidc.isOn();
    }

    static Auth of(Section auth) {
      return new Auth(
          auth.secretOrNone("token"),
          auth.secretOrNone("viewer-token"),
          auth.pathOrNone("htpasswd"),
          Set.copyOf(auth.list("operators")),
          Oidc.of(auth.section("oidc")));
    }
  }

  /**
   * Section {@code dashboard.auth.oidc}; on when there is an issuer.
   *
   * @param issuer URL below which the provider tells of itself
   * @param rolesClaim claim of the token that lists the roles or groups of a user
   * @param operatorRole who has this one is an operator
   */
  public record Oidc(
      Optional<String> issuer,
      String clientId,
      Optional<Secret> clientSecret,
      String redirectUri,
      String rolesClaim,
      String operatorRole) {

    public Oidc {
      issuer.ifPresent(
          url -> Require.notBlank("dashboard.auth.oidc.issuer", url, "a URL, or none"));
      Require.notBlank("dashboard.auth.oidc.client-id", clientId, "a name");
      Require.notBlank("dashboard.auth.oidc.redirect-uri", redirectUri, "a URL");
      Require.notBlank("dashboard.auth.oidc.roles-claim", rolesClaim, "the name of a claim");
      Require.notBlank("dashboard.auth.oidc.operator-role", operatorRole, "the name of a role");
    }

    /** Whether a provider is asked who somebody is. */
    public boolean isOn() {
      return issuer.isPresent();
    }

    static Oidc of(Section oidc) {
      return new Oidc(
          oidc.textOrNone("issuer"),
          oidc.text("client-id"),
          oidc.secretOrNone("client-secret"),
          oidc.text("redirect-uri"),
          oidc.text("roles-claim"),
          oidc.text("operator-role"));
    }
  }

  /** Section {@code dashboard.tls}; on when both files are given. */
  public record Tls(Optional<Path> certificate, Optional<Path> key) {

    public Tls {
      if (certificate.isPresent() != key.isPresent()) {
        throw new InvalidOptionException(
            "dashboard.tls.certificate",
            certificate.map(Path::toString).orElse("none"),
            "a file, and one for dashboard.tls.key, or none for both");
      }
    }

    public boolean isOn() {
      return certificate.isPresent();
    }
  }

  static DashboardOptions of(Section dashboard) {
    Section tls = dashboard.section("tls");
    return new DashboardOptions(
        dashboard.flag("enabled"),
        dashboard.text("host"),
        dashboard.integer("port"),
        dashboard.integer("history"),
        dashboard.flag("demo"),
        Auth.of(dashboard.section("auth")),
        new Tls(tls.pathOrNone("certificate"), tls.pathOrNone("key")));
  }
}
