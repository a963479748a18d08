package dev.weir.benchmarks.driver;

import dev.weir.benchmarks.cell.Load;
import dev.weir.benchmarks.cell.Workload;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/** Runs by row and engine, in the order in which they came. A wrong result is no result. */
final class Runs {

  private final Map<String, Map<String, List<JsonObject>>> rows = new LinkedHashMap<>();
  private final Set<String> machines = new TreeSet<>();
  private boolean allCorrect = true;

  /** Reads a file of JSON lines. */
  static Runs read(Path lines) throws IOException {
    Runs runs = new Runs();
    for (String line : Files.readAllLines(lines)) {
      runs.add(new JsonObject(line));
    }
    return runs;
  }

  void add(JsonObject figures) {
    machines.add(machine(figures));
    List<JsonObject> same =
        rows.computeIfAbsent(row(figures), first -> new LinkedHashMap<>())
            .computeIfAbsent(figures.getString("engine"), first -> new ArrayList<>());
    if (figures.getBoolean("correct")) {
      same.add(figures);
    } else {
      allCorrect = false;
    }
  }

  boolean allCorrect() {
    return allCorrect;
  }

  /** On what was measured; more than one if the runs were made on several. */
  Set<String> machines() {
    return machines;
  }

  List<String> rows() {
    return List.copyOf(rows.keySet());
  }

  List<String> engines(String row) {
    return List.copyOf(rows.getOrDefault(row, Map.of()).keySet());
  }

  int count(String row, String engine) {
    return same(row, engine).size();
  }

  /** The median of a figure; of an even number of runs the lower of the two in the middle. */
  OptionalDouble median(String row, String engine, String figure) {
    double[] sorted =
        same(row, engine).stream()
            .filter(figures -> figures.containsKey(figure))
            .mapToDouble(figures -> figures.getDouble(figure))
            .sorted()
            .toArray();
    return sorted.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(sorted[(sorted.length - 1) / 2]);
  }

  /** The higher rate of the two peers. */
  OptionalDouble fasterPeer(String row) {
    double flink = median(row, "flink", "events_per_s").orElse(0);
    double jet = median(row, "jet", "events_per_s").orElse(0);
    double faster = Math.max(flink, jet);
    return faster > 0 ? OptionalDouble.of(faster) : OptionalDouble.empty();
  }

  private List<JsonObject> same(String row, String engine) {
    return rows.getOrDefault(row, Map.of()).getOrDefault(engine, List.of());
  }

  /** The workload, with what is not as usual. */
  private static String row(JsonObject figures) {
    StringBuilder row = new StringBuilder(figures.getString("workload"));
    if (!figures.getString("backend").equals("heap")) {
      row.append(", ").append(figures.getString("backend"));
    }
    long millis = figures.getLong("checkpoint_ms");
    if (millis == 0) {
      row.append(", no checkpoints");
    } else if (millis != 1000) {
      row.append(", checkpoints every ").append(millis).append(" ms");
    }
    long rate = figures.getLong("rate");
    if (figures.containsKey("share")) {
      row.append(", %s of its own most".formatted(figures.getString("share")));
    } else if (isLatency(figures.getString("workload")) && rate != Load.PER_SECOND) {
      row.append(", ").append(rate).append("/s");
    }
    return row.toString();
  }

  static boolean isLatency(String row) {
    return row.startsWith(Workload.LATENCY.label());
  }

  private static String machine(JsonObject figures) {
    JsonObject machine = figures.getJsonObject("machine");
    return "%s, %d processors, %s, Java %s, commit %s"
        .formatted(
            machine.getString("processor"),
            machine.getInteger("processors"),
            machine.getString("system"),
            machine.getString("java"),
            figures.getString("commit").substring(0, 7));
  }
}
