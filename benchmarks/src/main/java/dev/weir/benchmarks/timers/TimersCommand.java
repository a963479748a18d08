package dev.weir.benchmarks.timers;

import dev.weir.benchmarks.cell.Cell;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Registers timers, captures snapshots of them, runs them; prints one line of JSON. */
@Command(
    name = "timers",
    mixinStandardHelpOptions = true,
    description = {
      "Registers timers in a job, with checkpoints meanwhile, then lets them all fire; with",
      "--alone in one thread without a job. Prints one line of JSON: timers per second, and the",
      "longest time in milliseconds for which a snapshot kept a subtask from its work."
    })
public final class TimersCommand implements Callable<Integer> {

  @Option(names = "--backend", defaultValue = "heap", description = "heap or rocksdb.")
  private Cell.Backend backend = Cell.Backend.HEAP;

  @Option(names = "--timers", defaultValue = "10000000", description = "Default: ${DEFAULT-VALUE}.")
  private long timers;

  @Option(names = "--keys", defaultValue = "1000000", description = "Default: ${DEFAULT-VALUE}.")
  private int keys;

  @Option(names = "--alone", description = "The timers of a backend in one thread, without a job.")
  private boolean alone;

  @Option(
      names = "--snapshots",
      defaultValue = "5",
      description = "How many are taken of those alone. Default: ${DEFAULT-VALUE}.")
  private int snapshots;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description = "Of the job. Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  @Option(
      names = "--checkpoint-ms",
      defaultValue = "1000",
      description = "Interval of the job's checkpoints. Default: ${DEFAULT-VALUE}.")
  private long checkpointMillis;

  @Override
  public Integer call() throws Exception {
    JsonObject figures =
        alone
            ? new TimersRun(backend, timers, keys, snapshots).run()
            : new TimersJob(backend, timers, keys, parallelism, checkpointMillis).run();
    System.out.println(figures.encode());
    return 0;
  }
}
