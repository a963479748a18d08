package dev.weir.api.graph;

/** The rolling aggregations of keyed streams. */
public enum AggregationKind {
  /** The field is the sum so far; the other fields are those of the first record. */
  SUM,
  /** The field is the least so far; the other fields are those of the first record. */
  MIN,
  /** The field is the greatest so far; the other fields are those of the first record. */
  MAX,
  /** The whole record with the least field; of equals the first. */
  MIN_BY_FIRST,
  /** The whole record with the least field; of equals the last. */
  MIN_BY_LAST,
  /** The whole record with the greatest field; of equals the first. */
  MAX_BY_FIRST,
  /** The whole record with the greatest field; of equals the last. */
  MAX_BY_LAST
}
