package dev.weir.config;

/**
 * In how many phases windows of event time aggregate. With two, each sender aggregates the records
 * of a key before they go to the subtask of the key, and sends what they come to.
 */
public enum AggregationPhases {
  /**
   * Two where the result cannot differ: for the aggregations of a field that Weir knows, floating
   * point sums left out. One for functions of the program.
   */
  AUTO,
  /** One: each record goes to the subtask of its key. */
  ONE_PHASE,
  /**
   * Two wherever windows permit it; what is reduced, in windows that do not overlap. Reduce
   * functions must be associative then, and aggregate functions must merge; one whose {@code merge}
   * is not there is used in one phase.
   */
  TWO_PHASE
}
