package dev.weir.benchmarks.cell;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A cell on the command line. */
public final class CellOptions {

  @Option(names = "--engine", paramLabel = "<name>", description = "What runs the workload.")
  private @Nullable String engine;

  @Option(names = "--workload", description = "${COMPLETION-CANDIDATES}.")
  private @Nullable Workload workload;

  @Option(names = "--parallelism", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  @Option(names = "--events", defaultValue = "20000000", description = "Default: ${DEFAULT-VALUE}.")
  private long events;

  @Option(names = "--keys", defaultValue = "1000000", description = "Default: ${DEFAULT-VALUE}.")
  private long keys;

  @Option(
      names = "--rate",
      defaultValue = "100000",
      description = "Records a second of the workload latency. Default: ${DEFAULT-VALUE}.")
  private long perSecond;

  @Option(
      names = "--checkpoint-ms",
      defaultValue = "0",
      description = "Time between checkpoints; 0: none are taken. Default: ${DEFAULT-VALUE}.")
  private long checkpointMillis;

  @Option(names = "--backend", defaultValue = "heap", description = "Default: ${DEFAULT-VALUE}.")
  private Cell.Backend backend = Cell.Backend.HEAP;

  /**
   * The cell.
   *
   * @throws IllegalArgumentException if an option is missing or wrong
   */
  public Cell cell() {
    if (engine == null) {
      throw new IllegalArgumentException("--engine is missing, expected the name of an engine");
    }
    if (workload == null) {
      throw new IllegalArgumentException("--workload is missing, expected the name of a workload");
    }
    Load load = new Load(events, keys, perSecond);
    return new Cell(engine, workload, parallelism, load, checkpointMillis, backend);
  }
}
