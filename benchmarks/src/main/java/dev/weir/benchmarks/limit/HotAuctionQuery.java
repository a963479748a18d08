package dev.weir.benchmarks.limit;

import dev.weir.benchmarks.nexmark.Bid;
import dev.weir.benchmarks.nexmark.Event;
import dev.weir.benchmarks.nexmark.Hot;
import dev.weir.benchmarks.nexmark.Prints;
import dev.weir.benchmarks.nexmark.Query;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The auction with most bids in windows that slide: q5. Counts per slide, added up per window. */
final class HotAuctionQuery extends NexmarkQuery {

  private static final int SLIDES = Query.WINDOW_MILLIS / Query.SLIDE_MILLIS;

  private final TreeMap<Long, Map<Long, long[]>> slides = new TreeMap<>();
  private final Together<Hot> together;
  private long nextEnd = 1;

  HotAuctionQuery(Together<Hot> together) {
    this.together = together;
  }

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
    slides.computeIfAbsent(bid.time() / Query.SLIDE_MILLIS, first -> new HashMap<>())
        .computeIfAbsent(bid.auction(), first -> new long[1])[0]++;
  }

  @Override
  void passed(long time) {
    while (!slides.isEmpty() && nextEnd * Query.SLIDE_MILLIS - 1 <= time) {
      window();
      nextEnd++;
      slides.headMap(nextEnd - SLIDES).clear();
    }
  }

  private void window() {
    Map<Long, Long> counts = new HashMap<>();
    slides
        .subMap(nextEnd - SLIDES, nextEnd)
        .values()
        .forEach(
            slide -> slide.forEach((auction, count) -> counts.merge(auction, count[0], Long::sum)));
    long end = nextEnd * Query.SLIDE_MILLIS;
    counts.entrySet().stream()
        .map(count -> new Hot(count.getKey(), count.getValue(), end))
        .reduce(Hot::hotter)
        .ifPresent(hot -> together.merge(end, hot));
  }

  @Override
  void finish() {
    together.ifLast(hot -> row(Prints.of(hot.auction(), hot.count(), hot.windowEnd())));
  }
}
