package dev.weir.api;

import java.time.Duration;

/**
 * Two keyed streams that are to be joined by their timestamps.
 *
 * @param <T1> the type of the left stream
 * @param <T2> the type of the right stream
 * @param <KEY> the type of the key
 */
public final class IntervalJoin<T1, T2, KEY> {

  private final KeyedStream<T1, KEY> left;
  private final KeyedStream<T2, KEY> right;

  IntervalJoin(KeyedStream<T1, KEY> left, KeyedStream<T2, KEY> right) {
    this.left = left;
    this.right = right;
  }

  /** By event time, as it is without this call. */
  public IntervalJoin<T1, T2, KEY> inEventTime() {
    return this;
  }

  /**
   * Joins each left record with the right ones of its key whose timestamps are from {@code
   * left.timestamp + lowerBound} to {@code left.timestamp + upperBound}, both included.
   *
   * @param lowerBound may be negative; in milliseconds
   * @param upperBound may be negative, at least the lower bound; in milliseconds
   */
  public IntervalJoined<T1, T2, KEY> between(Duration lowerBound, Duration upperBound) {
    return new IntervalJoined<>(left, right, lowerBound.toMillis(), upperBound.toMillis());
  }
}
