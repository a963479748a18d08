package dev.weir.benchmarks.limit;

import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.nexmark.Bid;
import dev.weir.benchmarks.nexmark.Hot;
import dev.weir.benchmarks.nexmark.Query;
import java.util.function.UnaryOperator;

/** Makes the query of each worker, with what they share. */
final class NexmarkQueries {

  private final Cell cell;
  private final Together<Bid> highest;
  private final Together<Hot> hottest;
  private final Together<ClosingPriceQuery.CategoryPrice> prices;

  NexmarkQueries(Cell cell) {
    this.cell = cell;
    int workers = cell.parallelism();
    highest = new Together<>(workers, (first, second) -> second.beats(first) ? second : first);
    hottest = new Together<>(workers, Hot::hotter);
    prices = new Together<>(workers, ClosingPriceQuery.CategoryPrice::and);
  }

  NexmarkQuery one() {
    return switch (cell.workload()) {
      case NEXMARK_Q0 -> new BidsQuery(bid -> true, UnaryOperator.identity());
      case NEXMARK_Q1 -> new BidsQuery(bid -> true, Query::inEuro);
      case NEXMARK_Q2 -> new BidsQuery(Query::chosen, UnaryOperator.identity());
      case NEXMARK_Q3 -> new SellerQuery(false);
      case NEXMARK_Q4 -> new ClosingPriceQuery(prices);
      case NEXMARK_Q5 -> new HotAuctionQuery(hottest);
      case NEXMARK_Q7 -> new HighestBidQuery(highest);
      case NEXMARK_Q8 -> new SellerQuery(true);
      case NEXMARK_Q11 -> new BidderQuery(true);
      case NEXMARK_Q12 -> new BidderQuery(false);
      case NEXMARK_Q18 -> new LatestBidQuery();
      case NEXMARK_Q19 -> new TopBidsQuery();
      case NEXMARK_Q20 -> new OfferQuery();
      default -> throw new IllegalArgumentException(cell.workload() + " is not of Nexmark");
    };
  }
}
