package dev.weir.benchmarks.limit;

import dev.weir.benchmarks.nexmark.Auction;
import dev.weir.benchmarks.nexmark.Average;
import dev.weir.benchmarks.nexmark.Bid;
import dev.weir.benchmarks.nexmark.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** The average closing price of each category: q4. */
final class ClosingPriceQuery extends NexmarkQuery {

  private final Map<Long, Auction> auctions = new HashMap<>();
  private final Map<Long, Long> highest = new HashMap<>();
  private final Map<Long, List<Bid>> early = new HashMap<>();
  private final PriorityQueue<Auction> closing =
      new PriorityQueue<>(Comparator.comparingLong(Auction::expires));
  private final Map<Long, Average> ours = new HashMap<>();
  private final Together<CategoryPrice> together;
  private long passed = Long.MIN_VALUE;

  /** The average of one category. */
  record CategoryPrice(long category, Average average) {

    CategoryPrice and(CategoryPrice other) {
      return new CategoryPrice(
          category,
          new Average(
              average.count() + other.average.count(), average.sum() + other.average.sum()));
    }
  }

  ClosingPriceQuery(Together<CategoryPrice> together) {
    this.together = together;
  }

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
      closing.add(auction);
      List<Bid> waiting = early.remove(auction.id());
      if (waiting != null) {
        waiting.forEach(bid -> bid(bid, auction));
      }
    } else if (event instanceof Bid bid) {
      Auction auction = auctions.get(bid.auction());
      if (auction != null) {
        bid(bid, auction);
      } else if (passed < bid.time()) {
        early.computeIfAbsent(bid.auction(), first -> new ArrayList<>()).add(bid);
      }
    }
  }

  private void bid(Bid bid, Auction auction) {
    if (bid.time() >= auction.time() && bid.time() <= auction.expires()) {
      highest.merge(auction.id(), bid.price(), Math::max);
    }
  }

  @Override
  void passed(long time) {
    passed = time;
    while (!closing.isEmpty() && closing.peek().expires() <= time) {
      Auction closed = closing.remove();
      auctions.remove(closed.id());
      Long price = highest.remove(closed.id());
      if (price != null) {
        ours.put(closed.category(), ours.getOrDefault(closed.category(), Average.NONE).with(price));
      }
    }
  }

  @Override
  void finish() {
    ours.forEach(
        (category, average) -> together.merge(category, new CategoryPrice(category, average)));
    together.ifLast(price -> row(price.average().print(price.category())));
  }
}
