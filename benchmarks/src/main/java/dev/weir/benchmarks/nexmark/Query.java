package dev.weir.benchmarks.nexmark;

import dev.weir.benchmarks.cell.Workload;

/** What the queries have in common on all engines. */
public final class Query {

  /** The size of tumbling windows in event time, and the gap of sessions. */
  public static final int WINDOW_MILLIS = 10_000;

  /** How far apart the sliding windows of q5 are. */
  public static final int SLIDE_MILLIS = 2_000;

  /** The size of the windows of the clock in q12. */
  public static final int CLOCK_WINDOW_MILLIS = 1_000;

  /** How many bids of an auction q19 keeps. */
  public static final int TOP = 10;

  /** The category that q3 and q20 are about. */
  public static final long CATEGORY = 10;

  private Query() {}

  /** Which people q3 is about. */
  public static boolean lives(Person person) {
    return switch (person.state()) {
      case "OR", "ID", "CA" -> true;
      default -> false;
    };
  }

  /** Which auctions q2 is about. */
  public static boolean chosen(Bid bid) {
    return bid.auction() % 123 == 0;
  }

  /** The price of a bid in another currency, of q1. */
  public static Bid inEuro(Bid bid) {
    return new Bid(
        bid.auction(),
        bid.bidder(),
        bid.price() * 908 / 1000,
        bid.channel(),
        bid.url(),
        bid.time(),
        bid.extra());
  }

  /** The key of q18. */
  public static long bidderAndAuction(Bid bid) {
    return bid.bidder() << 32 | bid.auction();
  }

  /** How long sources linger after their last record, so that windows of the clock are over. */
  public static long lingerMillis(Workload workload) {
    return workload == Workload.NEXMARK_Q12 ? 3 * CLOCK_WINDOW_MILLIS : 0;
  }
}
