package dev.weir.runtime.views;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How the values of some documents are spread, with the names of Flink's summaries. */
public final class Spread {

  private static final Map<String, Double> QUANTILES =
      Map.of("p50", 0.5, "p90", 0.9, "p95", 0.95, "p99", 0.99, "p999", 0.999);

  private Spread() {}

  /** All zero if there are no documents. Quantiles are values that occurred (nearest rank). */
  public static JsonObject of(List<JsonObject> documents, ToDoubleFunction<JsonObject> value) {
    double[] sorted = documents.stream().mapToDouble(value).sorted().toArray();
    double sum = 0;
    for (double one : sorted) {
      sum += one;
    }
    JsonObject spread =
        new JsonObject()
            .put("min", quantile(sorted, 0))
            .put("max", quantile(sorted, 1))
            .put("avg", sorted.length == 0 ? 0 : sum / sorted.length);
    QUANTILES.forEach((name, part) -> spread.put(name, quantile(sorted, part)));
    return spread;
  }

  private static double quantile(double[] sorted, double part) {
    if (sorted.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(part * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }
}
