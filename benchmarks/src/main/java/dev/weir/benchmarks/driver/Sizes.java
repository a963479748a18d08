package dev.weir.benchmarks.driver;

import dev.weir.benchmarks.cell.Workload;

/**
 * How many records a cell gets, so that it runs for some seconds: the rate that is reported is the
 * steady one, so an engine that is quicker needs more of them to be measured as long.
 */
final class Sizes {

  private static final int LIMIT_IS_QUICKER = 5;
  private static final int WEIR_IS_QUICKER = 2;

  /** Ten million keys, which are to be given with {@code --keys}, and changes. */
  private static final long BIGSTATE_EVENTS = 12_000_000;

  private static final long LATENCY_SECONDS = 12;

  private Sizes() {}

  static long events(Workload workload, String engine, long perSecond, double scale) {
    if (workload == Workload.LATENCY) {
      return Math.round(scale * LATENCY_SECONDS * perSecond);
    }
    int factor = isFixed(workload) ? 1 : factor(engine);
    return Math.round(scale * ofPeers(workload) * factor);
  }

  private static long ofPeers(Workload workload) {
    return switch (workload) {
      case PASSTHROUGH -> 100_000_000;
      case KEYEDCOUNT, RECOVERY -> 15_000_000;
      case BACKPRESSURE -> 1_500_000;
      case BIGSTATE, BIGSTATE_ZIPF -> BIGSTATE_EVENTS;
      case WORDCOUNT -> 3_000_000;
      case WINDOW -> 15_000_000;
      case NEXMARK_Q0, NEXMARK_Q1, NEXMARK_Q2 -> 20_000_000;
      case NEXMARK_Q3, NEXMARK_Q7, NEXMARK_Q8 -> 15_000_000;
      default -> 3_000_000;
    };
  }

  /** Where the rate is given from outside, or the state must be of the same size. */
  private static boolean isFixed(Workload workload) {
    return workload == Workload.BACKPRESSURE || workload.isPreloaded();
  }

  private static int factor(String engine) {
    return switch (engine) {
      case "limit" -> LIMIT_IS_QUICKER;
      case "weir" -> WEIR_IS_QUICKER;
      default -> 1;
    };
  }
}
