package dev.weir.dashboard;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;

/**
 * Keeps pages of other sites from using the browser of somebody who can reach this server.
 *
 * <p>A server that listens on the loopback interface answers to loopback names only, so that no
 * name of another site can be pointed at it. Requests that change something, and the feed, are
 * refused when they bear another origin; programs other than browsers send none, and need none.
 */
final class Guard {

  private final boolean loopbackOnly;

  private final String scheme;

  Guard(String listeningOn, boolean https) {
    this.scheme = https ? "https" : "http";
    this.loopbackOnly = Hosts.isLoopback(listeningOn);
  }

  void checkHost(RoutingContext context) {
    HostAndPort authority = context.request().authority();
    if (authority == null) {
      context.fail(400, new RequestException("the request does not say for which host it is"));
    } else if (loopbackOnly && !Hosts.isLoopback(authority.host())) {
      context.fail(
          403,
          new RequestException(
              "this server answers to localhost, not to '%s'".formatted(authority.host())));
    } else {
      context.next();
    }
  }

  void checkOrigin(RoutingContext context) {
    HttpServerRequest request = context.request();
    String origin = request.getHeader("Origin");
    String site = request.getHeader("Sec-Fetch-Site");
    if (origin != null && !Hosts.isSameOrigin(scheme, origin, request.authority())) {
      context.fail(
          403, new RequestException("pages from %s may not use this server".formatted(origin)));
    } else if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      context.fail(
          403, new RequestException("pages of other sites may not use this server: " + site));
    } else {
      context.next();
    }
  }
}
