package dev.weir.benchmarks.limit;

import dev.weir.benchmarks.nexmark.Auction;
import dev.weir.benchmarks.nexmark.Event;
import dev.weir.benchmarks.nexmark.Person;
import dev.weir.benchmarks.nexmark.Prints;
import dev.weir.benchmarks.nexmark.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Joins auctions with their sellers: q3, and q8 for those that came in the same window. */
final class SellerQuery extends NexmarkQuery {

  private final boolean windowed;

  /** By the window; there is only one if there are no windows. */
  private final TreeMap<Long, Sides> windows = new TreeMap<>();

  private record Sides(Map<Long, Person> people, Map<Long, List<Auction>> auctions) {}

  SellerQuery(boolean windowed) {
    this.windowed = windowed;
  }

  @Override
  boolean wants(Event event) {
    if (event instanceof Person person) {
      return windowed || Query.lives(person);
    }
    return event instanceof Auction auction && (windowed || auction.category() == Query.CATEGORY);
  }

  @Override
  long key(Event event) {
    return event instanceof Person person ? person.id() : ((Auction) event).seller();
  }

  @Override
  void take(Event event) {
    Sides sides =
        windows.computeIfAbsent(
            windowed ? event.time() / Query.WINDOW_MILLIS : 0,
            first -> new Sides(new HashMap<>(), new HashMap<>()));
    if (event instanceof Person person) {
      sides.people().put(person.id(), person);
      List<Auction> waiting = sides.auctions().remove(person.id());
      if (waiting != null) {
        waiting.forEach(auction -> join(person, auction));
      }
    } else if (event instanceof Auction auction) {
      Person seller = sides.people().get(auction.seller());
      if (seller != null) {
        join(seller, auction);
      } else {
        sides.auctions().computeIfAbsent(auction.seller(), first -> new ArrayList<>()).add(auction);
      }
    }
  }

  private void join(Person person, Auction auction) {
    row(Prints.of(person.id(), auction.id()));
  }

  @Override
  void passed(long time) {
    while (windowed
        && !windows.isEmpty()
        && (windows.firstKey() + 1) * Query.WINDOW_MILLIS <= time) {
      windows.pollFirstEntry();
    }
  }
}
