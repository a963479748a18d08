package dev.weir.benchmarks.cell;

import java.util.ArrayList;
import java.util.List;

/**
 * A count over time.
 *
 * @param samples in the order of time, from no records to all; at least two
 */
record Throughput(List<Sample> samples) {

  static final double WARM = 0.30;
  private static final double DRAINING = 0.95;

  /** How many records there were at a time of {@link System#nanoTime}. */
  record Sample(long nanos, long records) {}

  Throughput {
    if (samples.size() < 2) {
      throw new IllegalArgumentException(
          "A rate needs at least 2 samples, found " + samples.size());
    }
    samples = List.copyOf(samples);
  }

  /** Records a second between 30 % and 95 % of them: without warm-up, without running dry. */
  double steadyPerSecond() {
    return steadyPerSecond(0);
  }

  /** The same for what comes after the first {@code preloaded} records. */
  double steadyPerSecond(long preloaded) {
    double counted = samples.get(samples.size() - 1).records() - (double) preloaded;
    double nanos = nanosAt(preloaded + counted * DRAINING) - nanosAt(preloaded + counted * WARM);
    return counted * (DRAINING - WARM) / nanos * 1e9;
  }

  /** Seconds from the first sample to the last. */
  double seconds() {
    return (samples.get(samples.size() - 1).nanos() - samples.get(0).nanos()) / 1e9;
  }

  /** Records made in each whole second since the start. */
  List<Long> perSecond() {
    List<Long> rates = new ArrayList<>();
    double before = 0;
    for (int second = 1; second <= seconds(); second++) {
      double now = recordsAt(samples.get(0).nanos() + second * 1e9);
      rates.add(Math.round(now - before));
      before = now;
    }
    return rates;
  }

  /** When a count was reached, the rate between two samples taken as even. */
  private double nanosAt(double records) {
    int after = 1;
    while (samples.get(after).records() < records) {
      after++;
    }
    Sample from = samples.get(after - 1);
    Sample to = samples.get(after);
    double part = (records - from.records()) / (to.records() - from.records());
    return from.nanos() + part * (to.nanos() - from.nanos());
  }

  private double recordsAt(double nanos) {
    int after = 1;
    while (after < samples.size() - 1 && samples.get(after).nanos() < nanos) {
      after++;
    }
    Sample from = samples.get(after - 1);
    Sample to = samples.get(after);
    double part = (nanos - from.nanos()) / (to.nanos() - from.nanos());
    return from.records() + part * (to.records() - from.records());
  }
}
