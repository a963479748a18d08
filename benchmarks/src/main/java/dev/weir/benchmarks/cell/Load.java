package dev.weir.benchmarks.cell;

/**
 * What the sources of a cell make.
 *
 * @param events records, all together
 * @param keys from how many keys they are drawn
 * @param perSecond records a second, all together, of {@link Workload#LATENCY}; the other workloads
 *     are given records as quickly as they take them
 */
public record Load(long events, long keys, long perSecond) {

  /** The rate of {@link Workload#LATENCY} unless another is asked for. */
  public static final long PER_SECOND = 100_000;

  /** Checks each number. */
  public Load {
    Cell.atLeast("events", 1, events);
    Cell.atLeast("keys", 1, keys);
    Cell.atLeast("rate", 1, perSecond);
  }

  /** A load at the usual rate. */
  public Load(long events, long keys) {
    this(events, keys, PER_SECOND);
  }
}
