package dev.weir.benchmarks.wire;

import dev.weir.benchmarks.cell.ProcessCosts;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/** What the receiving process has seen. Thread-safe. */
final class WireCounts {

  private static final long SLOWEST_NANOS = 60_000_000_000L;

  private final LongAdder frames = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final ConcurrentHistogram barriers = new ConcurrentHistogram(SLOWEST_NANOS, 3);
  private volatile @Nullable Throwable failure;

  void frame(long payload) {
    frames.increment();
    bytes.add(payload);
  }

  /** Both processes are on one machine, and so have one clock. */
  void barrier(long nanos) {
    barriers.recordValue(Math.max(0, Math.min(SLOWEST_NANOS, nanos)));
  }

  void failed(Throwable cause) {
    failure = cause;
  }

  JsonObject json() {
    Throwable cause = failure;
    return new JsonObject()
        .put("nanos", System.nanoTime())
        .put("cpu_s", ProcessCosts.cpuSeconds())
        .put("frames", frames.sum())
        .put("bytes", bytes.sum())
        .put("barrier_p50_us", barriers.getValueAtPercentile(50) / 1_000)
        .put("barrier_p99_us", barriers.getValueAtPercentile(99) / 1_000)
        .put("failure", cause == null ? "" : cause.toString());
  }
}
