package dev.weir.api.metrics;

/** How often something happens. */
public interface Meter extends Metric {

  /** It has happened. */
  void markEvent();

  /** It has happened so many times. */
  void markEvent(long n);

  /** How often it happens in a second; may be read by any thread. */
  double getRate();

  /** How often it has happened; may be read by any thread. */
  long getCount();
}
