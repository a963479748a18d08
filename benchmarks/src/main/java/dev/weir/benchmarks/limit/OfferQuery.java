package dev.weir.benchmarks.limit;

import dev.weir.benchmarks.nexmark.Auction;
import dev.weir.benchmarks.nexmark.Bid;
import dev.weir.benchmarks.nexmark.Event;
import dev.weir.benchmarks.nexmark.Prints;
import dev.weir.benchmarks.nexmark.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Joins bids with the auctions of one category: q20. */
final class OfferQuery extends NexmarkQuery {

  private final Map<Long, Auction> auctions = new HashMap<>();
  private final Map<Long, List<Bid>> early = new HashMap<>();

  @Override
  boolean wants(Event event) {
    return event instanceof Auction || event instanceof Bid;
  }

  @Override
  long key(Event event) {
    return event instanceof Auction auction ? auction.id() : ((Bid) event).auction();
  }

  @Override
  void take(Event event) {
    if (event instanceof Auction auction) {
      auctions.put(auction.id(), auction);
      List<Bid> waiting = early.remove(auction.id());
      if (waiting != null) {
        waiting.forEach(bid -> join(bid, auction));
      }
    } else if (event instanceof Bid bid) {
      Auction auction = auctions.get(bid.auction());
      if (auction != null) {
        join(bid, auction);
      } else {
        early.computeIfAbsent(bid.auction(), first -> new ArrayList<>()).add(bid);
      }
    }
  }

  private void join(Bid bid, Auction auction) {
    if (auction.category() == Query.CATEGORY) {
      row(Prints.of(bid.print(), auction.id()));
    }
  }
}
