package dev.weir.runtime.views;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Turns what nodes have written to others and read from them into bytes per second, by the clock of
 * each node. Used on one event loop.
 */
final class BusRates {

  private static final double MILLIS = 1e3;

  private record Sample(long uptime, long in, long out) {

    static Sample of(JsonObject load) {
      return new Sample(
          load.getLong("uptime", 0L),
          load.getLong("bus-bytes-in", 0L),
          load.getLong("bus-bytes-out", 0L));
    }
  }

  private record Rates(Sample last, long in, long out) {

    Rates next(Sample now) {
      double seconds = (now.uptime - last.uptime) / MILLIS;
      return new Rates(
          now,
          Math.round((now.in - last.in) / seconds),
          Math.round((now.out - last.out) / seconds));
    }
  }

  private final Map<String, Rates> byNode = new HashMap<>();

  /** A load with its rates, as they were between the last two that differ. */
  JsonObject with(String node, JsonObject load) {
    Sample now = Sample.of(load);
    Rates known = byNode.get(node);
    if (known == null || now.uptime < known.last.uptime) {
      known = new Rates(now, 0, 0);
    } else if (now.uptime > known.last.uptime) {
      known = known.next(now);
    }
    byNode.put(node, known);
    return load.copy()
        .put("bus-bytes-in-per-second", known.in)
        .put("bus-bytes-out-per-second", known.out);
  }

  void keepOnly(Set<String> nodes) {
    byNode.keySet().retainAll(nodes);
  }
}
