package dev.weir.benchmarks.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Reads a counter every 100 ms, on a thread of its own, until it is closed. */
final class Sampler implements AutoCloseable {

  private static final int EVERY_MILLIS = 100;

  private final LongSupplier counter;
  private final List<Throughput.Sample> samples = new ArrayList<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "benchmark-sampler");
            thread.setDaemon(true);
            return thread;
          });

  Sampler(LongSupplier counter) {
    this.counter = counter;
    sample();
    clock.scheduleAtFixedRate(this::sample, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized void sample() {
    samples.add(new Throughput.Sample(System.nanoTime(), counter.getAsLong()));
  }

  /** What was seen, and {@code total} records by now. */
  synchronized Throughput finish(long total) {
    clock.shutdownNow();
    samples.removeIf(sample -> sample.records() > total);
    samples.add(new Throughput.Sample(System.nanoTime(), total));
    return new Throughput(samples);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
