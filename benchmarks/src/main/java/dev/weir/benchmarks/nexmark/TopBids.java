package dev.weir.benchmarks.nexmark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The highest bids of an auction. */
public final class TopBids {

  private TopBids() {}

  /**
   * The highest bids with one more, the highest first.
   *
   * @param changes told which bid came and which went, if any
   * @return the same list if nothing has changed
   */
  public static List<Bid> with(Bid bid, List<Bid> highest, Consumer<Change> changes) {
    int place = highest.size();
    while (place > 0 && bid.beats(highest.get(place - 1))) {
      place--;
    }
    if (place == Query.TOP) {
      return highest;
    }
    List<Bid> top = new ArrayList<>(highest);
    top.add(place, bid);
    changes.accept(Change.came(bid.print()));
    if (top.size() > Query.TOP) {
      changes.accept(Change.went(top.remove(Query.TOP).print()));
    }
    return top;
  }
}
