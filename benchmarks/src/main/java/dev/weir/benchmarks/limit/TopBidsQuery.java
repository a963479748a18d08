package dev.weir.benchmarks.limit;

import dev.weir.benchmarks.nexmark.Bid;
import dev.weir.benchmarks.nexmark.Event;
import dev.weir.benchmarks.nexmark.TopBids;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The highest bids for each auction: q19. */
final class TopBidsQuery extends NexmarkQuery {

  private final Map<Long, List<Bid>> highest = new HashMap<>();

  @Override
  boolean wants(Event event) {
    return event instanceof Bid;
  }

  @Override
  long key(Event event) {
    return ((Bid) event).auction();
  }

  @Override
  void take(Event event) {
    Bid bid = (Bid) event;
    List<Bid> before = highest.getOrDefault(bid.auction(), List.of());
    List<Bid> after = TopBids.with(bid, before, change -> change(change.print(), change.sign()));
    if (after != before) {
      highest.put(bid.auction(), after);
    }
  }
}
