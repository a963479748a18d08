package dev.weir.benchmarks.driver;

import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Load;
import dev.weir.benchmarks.cell.Workload;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs engines in turn, alternating, each run in a fresh JVM, and prints medians and ratios. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Compares engines on workloads; appends every run to a file of JSON lines.")
public final class BenchCommand implements Callable<Integer> {

  @Option(names = "--engines", split = ",", defaultValue = "limit,weir,flink,jet")
  private List<String> engines = List.of();

  @Option(names = "--workloads", split = ",", defaultValue = "keyedcount")
  private List<Workload> workloads = List.of();

  @Option(names = "--parallelism", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  @Option(names = "--runs", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(names = "--events", defaultValue = "20000000", description = "Default: ${DEFAULT-VALUE}.")
  private long events;

  @Option(names = "--keys", defaultValue = "1000000", description = "Default: ${DEFAULT-VALUE}.")
  private long keys;

  @Option(names = "--rate", defaultValue = "100000", description = "Of latency, records a second.")
  private long perSecond;

  @Option(names = "--checkpoint-ms", defaultValue = "1000", description = "0: no checkpoints.")
  private long checkpointMillis;

  @Option(names = "--backend", defaultValue = "heap", description = "Default: ${DEFAULT-VALUE}.")
  private Cell.Backend backend = Cell.Backend.HEAP;

  @Option(
      names = "--jvm",
      defaultValue = "-XX:+UseParallelGC -Xmx4g",
      description = "Flags of every JVM. Default: ${DEFAULT-VALUE}.")
  private String jvmFlags = "";

  @Option(
      names = "--results",
      defaultValue = "benchmarks/results",
      description = "Folder for the JSON lines. Default: ${DEFAULT-VALUE}.")
  private Path results = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (runs < 1) {
      throw new IllegalArgumentException("runs is %d, expected at least 1".formatted(runs));
    }
    Files.createDirectories(results);
    FreshJvm jvm = new FreshJvm(List.of(jvmFlags.trim().split(" +")));
    engines.forEach(jvm::requireJar);
    Comparison comparison = new Comparison();
    for (Workload workload : workloads) {
      for (int run = 1; run <= runs; run++) {
        for (String engine : engines) {
          Cell cell =
              new Cell(
                  engine,
                  workload,
                  parallelism,
                  new Load(events, keys, perSecond),
                  checkpointMillis,
                  backend);
          JsonObject figures = jvm.run(cell);
          append(figures);
          comparison.add(figures);
          System.err.println(comparison.progress(figures, run));
        }
      }
    }
    System.out.print(comparison.table());
    return comparison.allCorrect() ? 0 : 1;
  }

  private void append(JsonObject figures) throws IOException {
    Files.writeString(
        results.resolve("runs.jsonl"),
        figures.encode() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
