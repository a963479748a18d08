package dev.weir.benchmarks.cell;

import dev.weir.benchmarks.limit.LimitEngine;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Runs a cell, measures it, and compares its result with that of the hand-written loop. */
public final class CellRun {

  private CellRun() {}

  /**
   * Runs a cell.
   *
   * @return the figures; {@code correct} says whether the result is that of the limit
   */
  public static JsonObject run(Engine engine, Cell cell) throws Exception {
    JsonObject json;
    Result found;
    try (Measurement measurement = Measurement.open(cell.load());
        Sampler sampler = new Sampler(measurement::produced)) {
      double cpuBefore = ProcessCosts.cpuSeconds();
      engine.run(cell, measurement);
      Throughput throughput = sampler.finish(cell.events());
      found = measurement.result();
      json = describe(cell);
      put(json, throughput, cell.workload().isPreloaded() ? cell.keys() : 0);
      if (cell.workload() == Workload.RECOVERY && !cell.engine().equals("limit")) {
        found = measurement.disaster().result();
        json.put("recovery_ms", measurement.disaster().recoveredAfterMillis());
      }
      putCheckpoints(json, measurement.checkpointMillis());
      putDelays(json, measurement.delayNanos());
      ProcessCosts.peakResidentMiB().ifPresent(peak -> json.put("peak_rss_mb", peak));
      json.put("cpu_s", rounded(ProcessCosts.cpuSeconds() - cpuBefore));
    }
    return json.put("out_count", found.outputs())
        .put("checksum", found.checksumText())
        .put("correct", found.equals(expected(cell)));
  }

  /** The result that every engine must have. */
  private static Result expected(Cell cell) throws Exception {
    if (cell.workload() == Workload.RECOVERY && !cell.engine().equals("limit")) {
      return Disaster.expected(cell.load());
    }
    Cell plain =
        new Cell(
            "limit", plain(cell.workload()), cell.parallelism(), cell.load(), 0, Cell.Backend.HEAP);
    try (Measurement measurement = Measurement.open(cell.load())) {
      new LimitEngine().run(plain, measurement);
      return measurement.result();
    }
  }

  /** At what rate records come and results are taken makes no difference to the results. */
  private static Workload plain(Workload workload) {
    return switch (workload) {
      case LATENCY, RECOVERY, BACKPRESSURE -> Workload.KEYEDCOUNT;
      default -> workload;
    };
  }

  private static JsonObject describe(Cell cell) {
    return new JsonObject()
        .put("engine", cell.engine())
        .put("workload", cell.workload().label())
        .put("parallelism", cell.parallelism())
        .put("events", cell.events())
        .put("keys", cell.keys())
        .put("rate", cell.load().perSecond())
        .put("checkpoint_ms", cell.checkpointMillis())
        .put("backend", cell.backend().name().toLowerCase(Locale.ROOT));
  }

  private static void put(JsonObject json, Throughput throughput, long preloaded) {
    json.put("events_per_s", Math.round(throughput.steadyPerSecond(preloaded)))
        .put("per_second", new JsonArray(throughput.perSecond()))
        .put("wall_s", rounded(throughput.seconds()));
  }

  private static void putCheckpoints(JsonObject json, List<Long> millis) {
    json.put("checkpoints", millis.size());
    if (!millis.isEmpty()) {
      json.put("ckpt_mean_ms", rounded(millis.stream().mapToLong(m -> m).average().orElseThrow()))
          .put("ckpt_max_ms", millis.stream().mapToLong(m -> m).max().orElseThrow());
    }
  }

  private static void putDelays(JsonObject json, Histogram nanos) {
    if (nanos.getTotalCount() > 0) {
      json.put("p50_us", micros(nanos, 50))
          .put("p90_us", micros(nanos, 90))
          .put("p99_us", micros(nanos, 99))
          .put("p999_us", micros(nanos, 99.9))
          .put("max_us", micros(nanos, 100));
    }
  }

  private static long micros(Histogram nanos, double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1000;
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
