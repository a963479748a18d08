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
      "Registers timers in one thread, takes snapshots of them meanwhile, then runs them all.",
      "Prints one line of JSON: timers per second, and the longest time in milliseconds for which",
      "a snapshot kept that thread from its work."
    })
public final class TimersCommand implements Callable<Integer> {

  @Option(names = "--backend", defaultValue = "heap", description = "heap or rocksdb.")
  private Cell.Backend backend = Cell.Backend.HEAP;

  @Option(names = "--timers", defaultValue = "10000000", description = "Default: ${DEFAULT-VALUE}.")
  private long timers;

  @Option(names = "--keys", defaultValue = "1000000", description = "Default: ${DEFAULT-VALUE}.")
  private int keys;

  @Option(names = "--snapshots", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
  private int snapshots;

  @Override
  public Integer call() throws Exception {
    JsonObject figures = new TimersRun(backend, timers, keys, snapshots).run();
    System.out.println(figures.encode());
    return 0;
  }
}
