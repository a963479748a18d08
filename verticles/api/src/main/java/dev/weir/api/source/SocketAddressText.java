package dev.weir.api.source;

import java.io.Serializable;

/** Which server to read, how its records end, and how long to try. */
record SocketAddressText(String hostname, int port, String delimiter, long maxRetrySeconds)
    implements Serializable {

  SocketAddressText {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "The port of a socket source must be from 1 to 65535, found " + port);
    }
    if (delimiter.isEmpty()) {
      throw new IllegalArgumentException("The delimiter of a socket source must not be empty");
    }
    if (maxRetrySeconds < -1) {
      throw new IllegalArgumentException(
          "The retry time of a socket source must be at least -1 s, found "
              + maxRetrySeconds
              + " s");
    }
  }

  @Override
  public String toString() {
    return hostname + ":" + port;
  }
}
