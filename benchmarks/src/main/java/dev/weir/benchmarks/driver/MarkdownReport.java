package dev.weir.benchmarks.driver;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Medians and ratios as the tables of docs/performance.md. */
final class MarkdownReport {

  private static final String NONE = "-";

  private final Runs runs;

  MarkdownReport(Runs runs) {
    this.runs = runs;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    runs.machines().forEach(machine -> text.append("Measured on ").append(machine).append(".\n\n"));
    rates(text);
    costs(text);
    delays(text);
    return text.toString();
  }

  private void rates(StringBuilder text) {
    List<String> rows = rows("events_per_s").stream().filter(row -> !isSpecial(row)).toList();
    if (rows.isEmpty()) {
      return;
    }
    text.append("| million events/s | Weir | Flink | Jet | limit | Weir : faster peer |");
    text.append(" of the limit | runs |\n|---|---|---|---|---|---|---|---|\n");
    for (String row : rows) {
      OptionalDouble weir = runs.median(row, "weir", "events_per_s");
      text.append("| %s ".formatted(row));
      for (String engine : List.of("weir", "flink", "jet", "limit")) {
        text.append("| %s ".formatted(millions(runs.median(row, engine, "events_per_s"))));
      }
      text.append(
          "| %s | %s | %d |%n"
              .formatted(
                  ratio(weir, runs.fasterPeer(row), "%.2f", 1),
                  ratio(weir, runs.median(row, "limit", "events_per_s"), "%.0f %%", 100),
                  runs.count(row, "weir")));
    }
    geometricMean(rows, text);
    text.append('\n');
  }

  private void geometricMean(List<String> rows, StringBuilder text) {
    List<String> queries = rows.stream().filter(row -> row.startsWith("nexmark")).toList();
    if (!queries.isEmpty()) {
      text.append(
          "| **nexmark, geometric mean** | | | | | **%s** | **%s** | |%n"
              .formatted(mean(queries, true, "%.2f", 1), mean(queries, false, "%.0f %%", 100)));
    }
  }

  private String mean(List<String> queries, boolean toPeer, String format, double unit) {
    double logarithms = 0;
    int count = 0;
    for (String row : queries) {
      OptionalDouble weir = runs.median(row, "weir", "events_per_s");
      OptionalDouble other =
          toPeer ? runs.fasterPeer(row) : runs.median(row, "limit", "events_per_s");
      if (weir.isPresent() && other.isPresent()) {
        logarithms += Math.log(weir.getAsDouble() / other.getAsDouble());
        count++;
      }
    }
    return count == 0 ? NONE : text(unit * Math.exp(logarithms / count), format);
  }

  private void costs(StringBuilder text) {
    List<String> rows = rows("ckpt_mean_ms");
    if (rows.isEmpty()) {
      return;
    }
    text.append("| | engine | checkpoints | mean | longest | peak RSS | processor time |\n");
    text.append("|---|---|---|---|---|---|---|\n");
    for (String row : rows) {
      for (String engine : runs.engines(row)) {
        text.append(
            "| %s | %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                    row,
                    engine,
                    figure(row, engine, "checkpoints", "%.0f"),
                    figure(row, engine, "ckpt_mean_ms", "%.0f ms"),
                    figure(row, engine, "ckpt_max_ms", "%.0f ms"),
                    figure(row, engine, "peak_rss_mb", "%.0f MiB"),
                    figure(row, engine, "cpu_s", "%.0f s")));
      }
    }
    text.append('\n');
  }

  private void delays(StringBuilder text) {
    if (!rows("p50_us").isEmpty()) {
      text.append("| end to end | engine | p50 | p90 | p99 | p99.9 | longest |\n");
      text.append("|---|---|---|---|---|---|---|\n");
      for (String row : rows("p50_us")) {
        for (String engine : runs.engines(row)) {
          text.append("| %s | %s ".formatted(row, engine));
          for (String figure : List.of("p50_us", "p90_us", "p99_us", "p999_us", "max_us")) {
            text.append("| %s ".formatted(millis(runs.median(row, engine, figure))));
          }
          text.append("|\n");
        }
      }
      text.append('\n');
    }
    if (!rows("recovery_ms").isEmpty()) {
      text.append("| an operator throws | engine | to the first new result |\n|---|---|---|\n");
      for (String row : rows("recovery_ms")) {
        for (String engine : runs.engines(row)) {
          text.append(
              "| %s | %s | %s |%n"
                  .formatted(row, engine, figure(row, engine, "recovery_ms", "%.0f ms")));
        }
      }
      text.append('\n');
    }
  }

  private static boolean isSpecial(String row) {
    return Runs.isLatency(row) || row.startsWith("recovery") || row.startsWith("backpressure");
  }

  private List<String> rows(String figure) {
    return runs.rows().stream()
        .filter(
            row ->
                runs.engines(row).stream()
                    .anyMatch(engine -> runs.median(row, engine, figure).isPresent()))
        .toList();
  }

  private String figure(String row, String engine, String name, String format) {
    OptionalDouble value = runs.median(row, engine, name);
    return value.isPresent() ? text(value.getAsDouble(), format) : NONE;
  }

  private static String millions(OptionalDouble rate) {
    return rate.isPresent() ? text(rate.getAsDouble() / 1e6, "%.2f") : NONE;
  }

  private static String millis(OptionalDouble micros) {
    return micros.isPresent() ? text(micros.getAsDouble() / 1000, "%.2f ms") : NONE;
  }

  private static String ratio(
      OptionalDouble ours, OptionalDouble theirs, String format, double unit) {
    return ours.isPresent() && theirs.isPresent()
        ? text(unit * ours.getAsDouble() / theirs.getAsDouble(), format)
        : NONE;
  }

  private static String text(double value, String format) {
    return String.format(Locale.ROOT, format, value);
  }
}
