package dev.weir.api.metrics;

/** A meter whose rate is the mean over a span of time, looked at every five seconds. */
public class MeterView implements Meter, View {

  private static final int DEFAULT_SPAN_SECONDS = 60;

  private final Counter counter;
  private final int spanSeconds;
  private final long[] counts;
  private int latest;
  private volatile double rate;

  /** Over a minute. */
  public MeterView(Counter counter) {
    this(counter, DEFAULT_SPAN_SECONDS);
  }

  /** Over a span of time, with a counter of its own. */
  public MeterView(int timeSpanInSeconds) {
    this(new SimpleCounter(), timeSpanInSeconds);
  }

  /**
   * @param timeSpanInSeconds taken down to a multiple of five, and at least five
   */
  public MeterView(Counter counter, int timeSpanInSeconds) {
    this.counter = counter;
    this.spanSeconds =
        Math.max(
            timeSpanInSeconds - timeSpanInSeconds % UPDATE_INTERVAL_SECONDS,
            UPDATE_INTERVAL_SECONDS);
    this.counts = new long[spanSeconds / UPDATE_INTERVAL_SECONDS + 1];
  }

  @Override
  public void markEvent() {
    counter.inc();
  }

  @Override
  public void markEvent(long n) {
    counter.inc(n);
  }

  @Override
  public double getRate() {
    return rate;
  }

  @Override
  public long getCount() {
    return counter.getCount();
  }

  @Override
  public void update() {
    latest = (latest + 1) % counts.length;
    counts[latest] = counter.getCount();
    long before = counts[(latest + 1) % counts.length];
    rate = (counts[latest] - before) / (double) spanSeconds;
  }
}
