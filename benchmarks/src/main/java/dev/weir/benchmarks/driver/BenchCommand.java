package dev.weir.benchmarks.driver;

import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Load;
import dev.weir.benchmarks.cell.Workload;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs engines in turn, alternating, each run in a fresh JVM, and prints medians and ratios. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Compares engines on workloads. Appends every run to a file of JSON lines; out of all runs in"
          + " it makes tables (table.md) and a chart (chart.svg) beside it."
    })
public final class BenchCommand implements Callable<Integer> {

  private static final String ALL_OF_NEXMARK = "nexmark";

  @Option(names = "--engines", split = ",", defaultValue = "limit,weir,flink,jet")
  private List<String> engines = List.of();

  @Option(
      names = "--workloads",
      split = ",",
      defaultValue = "keyedcount",
      description = "Names, or nexmark for all its queries. Default: ${DEFAULT-VALUE}.")
  private List<String> workloads = List.of();

  @Option(names = "--parallelism", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  @Option(names = "--runs", defaultValue = "3", description = "0: only tables and chart.")
  private int runs;

  @Option(
      names = "--events",
      defaultValue = "0",
      description = "Records of every run; 0: as many as make some seconds.")
  private long events;

  @Option(names = "--scale", defaultValue = "1", description = "Factor for what --events 0 gives.")
  private double scale;

  @Option(names = "--keys", defaultValue = "1000000", description = "Default: ${DEFAULT-VALUE}.")
  private long keys;

  @Option(
      names = "--rate",
      defaultValue = "100000",
      description = "Of latency: records a second, or as 70%% of what the engine did before.")
  private String rate = "";

  @Option(names = "--checkpoint-ms", defaultValue = "1000", description = "0: no checkpoints.")
  private long checkpointMillis;

  @Option(names = "--backend", defaultValue = "heap", description = "Default: ${DEFAULT-VALUE}.")
  private Cell.Backend backend = Cell.Backend.HEAP;

  @Option(
      names = "--jvm",
      defaultValue = "-XX:+UseParallelGC -Xms2g -Xmx4g",
      description = "Flags of every JVM. Default: ${DEFAULT-VALUE}.")
  private String jvmFlags = "";

  @Option(
      names = "--results",
      defaultValue = "benchmarks/results",
      description = "Folder for what is written. Default: ${DEFAULT-VALUE}.")
  private Path results = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException {
    Files.createDirectories(results);
    Path lines = results.resolve("runs.jsonl");
    FreshJvm jvm =
        new FreshJvm(List.of(jvmFlags.trim().split(" +")), results.resolve("errors.log"));
    engines.forEach(jvm::requireJar);
    List<Workload> all = workloads.stream().flatMap(BenchCommand::named).toList();
    for (Workload workload : all) {
      for (int run = 1; run <= runs; run++) {
        for (String engine : engines) {
          run(jvm, cell(workload, engine, lines), run, lines);
        }
      }
    }
    Runs sofar = Runs.read(lines);
    String tables = new MarkdownReport(sofar).text();
    Files.writeString(results.resolve("table.md"), tables);
    Files.writeString(results.resolve("chart.svg"), Chart.svg(sofar));
    System.out.print(tables);
    return sofar.allCorrect() ? 0 : 1;
  }

  private static Stream<Workload> named(String name) {
    return name.equals(ALL_OF_NEXMARK)
        ? Arrays.stream(Workload.values()).filter(Workload::isNexmark)
        : Stream.of(Workload.of(name));
  }

  private Cell cell(Workload workload, String engine, Path lines) throws IOException {
    long perSecond = workload == Workload.LATENCY ? perSecond(engine, lines) : Load.PER_SECOND;
    long count = events > 0 ? events : Sizes.events(workload, engine, perSecond, scale);
    Load load = new Load(count, keys, perSecond);
    return new Cell(engine, workload, parallelism, load, checkpointMillis, backend);
  }

  private long perSecond(String engine, Path lines) throws IOException {
    if (!rate.endsWith("%")) {
      return Long.parseLong(rate);
    }
    String keyedCount = Workload.KEYEDCOUNT.label();
    double most =
        Runs.read(lines)
            .median(keyedCount, engine, "events_per_s")
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--rate is %s, but %s has no run of %s in %s; run that first"
                            .formatted(rate, engine, keyedCount, lines)));
    return Math.round(most * Double.parseDouble(rate.substring(0, rate.length() - 1)) / 100);
  }

  private void run(FreshJvm jvm, Cell cell, int number, Path lines)
      throws IOException, InterruptedException {
    JsonObject figures;
    try {
      figures = jvm.run(cell);
      if (cell.workload() == Workload.LATENCY && rate.endsWith("%")) {
        figures.put("share", rate);
      }
    } catch (NoFiguresException e) {
      System.err.println(e.getMessage());
      return;
    }
    Files.writeString(
        lines, figures.encode() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    System.err.printf(
        "%s %s, run %d: %s%n",
        figures.getString("workload"),
        figures.getString("engine"),
        number,
        figures.getBoolean("correct")
            ? "%.2f M/s".formatted(figures.getDouble("events_per_s") / 1e6)
            : "WRONG RESULT");
  }
}
