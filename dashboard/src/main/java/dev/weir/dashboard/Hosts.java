package dev.weir.dashboard;

import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who a request says that it is for, and where it says that it comes from. */
final class Hosts {

  private Hosts() {}

  /** Whether a name can only mean this machine. */
  static boolean isLoopback(String host) {
    return switch (host.toLowerCase(Locale.ROOT)) {
      case "localhost", "::1", "[::1]" -> true;
      default -> host.matches("127(\\.\\d{1,3}){3}");
    };
  }

  /** Whether a page of this origin was served by the very server that the request is for. */
  static boolean isSameOrigin(String scheme, String origin, @Nullable HostAndPort authority) {
    if (authority == null) {
      return false;
    }
    URI uri;
    try {
      uri = URI.create(origin);
    } catch (IllegalArgumentException malformed) {
      return false;
    }
    String host = uri.getHost();
    return scheme.equals(uri.getScheme())
        && host != null
        && host.equalsIgnoreCase(authority.host())
        && portOf(scheme, uri.getPort()) == portOf(scheme, authority.port());
  }

  private static int portOf(String scheme, int port) {
    int usual = scheme.equals("https") ? 443 : 80;
    return port == -1 ? usual : port;
  }
}
