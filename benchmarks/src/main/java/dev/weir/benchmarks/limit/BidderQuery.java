package dev.weir.benchmarks.limit;

import dev.weir.benchmarks.nexmark.Bid;
import dev.weir.benchmarks.nexmark.Event;
import dev.weir.benchmarks.nexmark.Prints;
import dev.weir.benchmarks.nexmark.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many bids each bidder made, in each session for q11, in all for q12. */
final class BidderQuery extends NexmarkQuery {

  private final boolean inSessions;
  private final Map<Long, List<Session>> open = new HashMap<>();
  private long passed;

  /** Bids that are no gap apart, from the first to a gap after the last. */
  private static final class Session {
    private long start;
    private long end;
    private long count;
  }

  BidderQuery(boolean inSessions) {
    this.inSessions = inSessions;
  }

  @Override
  boolean wants(Event event) {
    return event instanceof Bid;
  }

  @Override
  long key(Event event) {
    return ((Bid) event).bidder();
  }

  @Override
  void take(Event event) {
    Bid bid = (Bid) event;
    List<Session> sessions = open.computeIfAbsent(bid.bidder(), first -> new ArrayList<>(1));
    Session own = new Session();
    own.start = inSessions ? bid.time() : 0;
    own.end = inSessions ? bid.time() + Query.WINDOW_MILLIS : Long.MAX_VALUE;
    own.count = 1;
    for (int i = sessions.size() - 1; i >= 0; i--) {
      Session other = sessions.get(i);
      if (other.start <= own.end && own.start <= other.end) {
        own.start = Math.min(own.start, other.start);
        own.end = Math.max(own.end, other.end);
        own.count += other.count;
        sessions.remove(i);
      } else if (other.end - 1 <= passed) {
        close(bid.bidder(), other);
        sessions.remove(i);
      }
    }
    sessions.add(own);
  }

  private void close(long bidder, Session session) {
    if (inSessions) {
      row(Prints.of(bidder, session.start, session.count));
    } else {
      change(Prints.ofPart(bidder, session.count), session.count);
    }
  }

  @Override
  void passed(long time) {
    passed = time;
  }

  @Override
  void finish() {
    open.forEach((bidder, sessions) -> sessions.forEach(session -> close(bidder, session)));
  }
}
