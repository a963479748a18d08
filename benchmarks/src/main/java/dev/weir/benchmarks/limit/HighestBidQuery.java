package dev.weir.benchmarks.limit;

import dev.weir.benchmarks.nexmark.Bid;
import dev.weir.benchmarks.nexmark.Event;
import dev.weir.benchmarks.nexmark.Query;
import java.util.HashMap;
import java.util.Map;

/** The highest bid of each window, of all workers together: q7. */
final class HighestBidQuery extends NexmarkQuery {

  private final Map<Long, Bid> ours = new HashMap<>();
  private final Together<Bid> together;

  HighestBidQuery(Together<Bid> together) {
    this.together = together;
  }

  @Override
  boolean isKeyed() {
    return false;
  }

  @Override
  boolean wants(Event event) {
    return event instanceof Bid;
  }

  @Override
  long key(Event event) {
    throw new IllegalStateException("Bids stay where they are made, found " + event);
  }

  @Override
  void take(Event event) {
    if (event instanceof Bid bid) {
      long window = bid.time() / Query.WINDOW_MILLIS;
      Bid highest = ours.get(window);
      if (highest == null || bid.beats(highest)) {
        ours.put(window, bid);
      }
    }
  }

  @Override
  void finish() {
    ours.forEach(together::merge);
    together.ifLast(bid -> row(bid.print()));
  }
}
