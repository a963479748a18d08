package dev.weir.testing.simulation;

import java.util.HashMap;
import java.util.Map;

/** What is told outside the channels is taken in its order, each once, up to some point. */
final class LinksDeliverOnce implements Observer {

  private final Map<Object, Long> taken = new HashMap<>();

  @Override
  public void told(Object link, long number) {
    long before = taken.getOrDefault(link, 0L);
    if (number != before + 1) {
      throw new Violation(
          "LinksDeliverOnce", "message %d of a link is taken after %d".formatted(number, before));
    }
    taken.put(link, number);
  }
}
