package dev.weir.benchmarks.limit;

import dev.weir.benchmarks.nexmark.Bid;
import dev.weir.benchmarks.nexmark.Event;
import dev.weir.benchmarks.nexmark.Query;
import java.util.HashMap;
import java.util.Map;

/** The latest bid of each bidder for each auction: q18. */
final class LatestBidQuery extends NexmarkQuery {

  private final Map<Long, Bid> latest = new HashMap<>();

  @Override
  boolean wants(Event event) {
    return event instanceof Bid;
  }

  @Override
  long key(Event event) {
    return Query.bidderAndAuction((Bid) event);
  }

  @Override
  void take(Event event) {
    Bid bid = (Bid) event;
    Bid before = latest.get(key(bid));
    if (before == null || bid.replaces(before)) {
      latest.put(key(bid), bid);
      change(bid.print() - (before == null ? 0 : before.print()), before == null ? 1 : 0);
    }
  }
}
