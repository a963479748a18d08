package dev.weir.benchmarks.driver;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Runs by workload and engine; their medians. A wrong result counts as no result. */
final class Comparison {

  private static final String ROW = "%-12s %-8s %5s %12s %9s %6s %10s %10s %8s %8s%n";

  private final Map<String, Map<String, List<JsonObject>>> runs = new LinkedHashMap<>();
  private boolean allCorrect = true;

  void add(JsonObject figures) {
    allCorrect &= figures.getBoolean("correct");
    List<JsonObject> same =
        runs.computeIfAbsent(figures.getString("workload"), first -> new LinkedHashMap<>())
            .computeIfAbsent(figures.getString("engine"), first -> new ArrayList<>());
    if (figures.getBoolean("correct")) {
      same.add(figures);
    }
  }

  boolean allCorrect() {
    return allCorrect;
  }

  String progress(JsonObject figures, int run) {
    return "%s %s, run %d: %s"
        .formatted(
            figures.getString("workload"),
            figures.getString("engine"),
            run,
            figures.getBoolean("correct")
                ? "%.2f M/s".formatted(figures.getDouble("events_per_s") / 1e6)
                : "WRONG RESULT");
  }

  /** Medians; the ratio is that to the limit, if the limit was run. */
  String table() {
    StringBuilder table =
        new StringBuilder(
            ROW.formatted(
                "workload",
                "engine",
                "runs",
                "M events/s",
                "of limit",
                "ckpts",
                "ckpt mean",
                "ckpt max",
                "RSS MB",
                "cpu s"));
    runs.forEach(
        (workload, engines) ->
            engines.forEach((engine, same) -> table.append(row(workload, engine, engines))));
    return table.toString();
  }

  private static String row(String workload, String engine, Map<String, List<JsonObject>> engines) {
    List<JsonObject> same = engines.getOrDefault(engine, List.of());
    OptionalDouble rate = median(same, "events_per_s");
    OptionalDouble limit = median(engines.getOrDefault("limit", List.of()), "events_per_s");
    String ofLimit =
        rate.isPresent() && limit.isPresent()
            ? "%.1f %%".formatted(100 * rate.getAsDouble() / limit.getAsDouble())
            : "-";
    return ROW.formatted(
        workload,
        engine,
        same.size(),
        text(rate, 1e6, "%.2f"),
        ofLimit,
        text(median(same, "checkpoints"), 1, "%.0f"),
        text(median(same, "ckpt_mean_ms"), 1, "%.0f ms"),
        text(median(same, "ckpt_max_ms"), 1, "%.0f ms"),
        text(median(same, "peak_rss_mb"), 1, "%.0f"),
        text(median(same, "cpu_s"), 1, "%.1f"));
  }

  private static String text(OptionalDouble value, double unit, String format) {
    return value.isPresent() ? format.formatted(value.getAsDouble() / unit) : "-";
  }

  /** The middle one, of an even number the lower of the two in the middle. */
  private static OptionalDouble median(List<JsonObject> same, String field) {
    double[] sorted =
        same.stream()
            .filter(figures -> figures.containsKey(field))
            .mapToDouble(figures -> figures.getDouble(field))
            .sorted()
            .toArray();
    return sorted.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(sorted[(sorted.length - 1) / 2]);
  }
}
