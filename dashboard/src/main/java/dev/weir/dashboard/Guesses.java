package dev.weir.dashboard;

import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Bounds how often a peer may say a wrong password or token: {@value #AT_ONCE} times at once, and
 * then once every {@value #SECONDS_EACH} seconds. Whoever is beyond that is not heard, or else
 * guessing would go on; others are not held up. Used on one event loop.
 */
final class Guesses {

  static final int AT_ONCE = 10;
  static final int SECONDS_EACH = 6;
  static final int MOST_PEERS = 10_000;
  private static final long NANOS_EACH = Duration.ofSeconds(SECONDS_EACH).toNanos();

  /** Of the eight groups of an address of IPv6. */
  private static final int GROUPS_OF_NETWORK = 4;

  /** When all that a peer got wrong is forgotten; who got something wrong last is last. */
  private final Map<String, Long> forgottenAt = new LinkedHashMap<>();

  private final LongSupplier nanoTime;

  /**
   * @param nanoTime a clock that only goes forward
   */
  Guesses(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** How long a peer is not heard, rounded up; 0: it may try now. */
  long secondsToWait(String peer) {
    Long forgotten = forgottenAt.get(peer);
    if (forgotten == null) {
      return 0;
    }
    long nanos = forgotten - nanoTime.getAsLong() - (AT_ONCE - 1) * NANOS_EACH;
    return nanos <= 0 ? 0 : (nanos - 1) / Duration.ofSeconds(1).toNanos() + 1;
  }

  void failed(String peer) {
    long now = nanoTime.getAsLong();
    Long before = forgottenAt.remove(peer);
    long left = before == null ? 0 : Math.max(0, before - now);
    if (forgottenAt.size() >= MOST_PEERS) {
      forgottenAt.remove(forgottenAt.keySet().iterator().next());
    }
    forgottenAt.put(peer, now + left + NANOS_EACH);
  }

  /**
   * The address of a peer; of IPv6 the network, since whoever has one address there has all of
   * them.
   */
  static String peer(SocketAddress address) {
    String host = String.valueOf(address.hostAddress());
    return Stream.of(host.split(":", -1)).limit(GROUPS_OF_NETWORK).collect(Collectors.joining(":"));
  }
}
