package dev.weir.benchmarks.limit;

import dev.weir.benchmarks.nexmark.Bid;
import dev.weir.benchmarks.nexmark.Event;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What becomes of each bid by itself: q0, q1, q2. */
final class BidsQuery extends NexmarkQuery {

  private final Predicate<Bid> kept;
  private final UnaryOperator<Bid> mapped;

  BidsQuery(Predicate<Bid> kept, UnaryOperator<Bid> mapped) {
    this.kept = kept;
    this.mapped = mapped;
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
    if (event instanceof Bid bid && kept.test(bid)) {
      row(mapped.apply(bid).print());
    }
  }
}
