package dev.weir.benchmarks;

import dev.weir.benchmarks.cell.CellCommand;
import dev.weir.benchmarks.driver.BenchCommand;
import dev.weir.benchmarks.limit.LimitEngine;
import dev.weir.benchmarks.timers.TimersCommand;
import dev.weir.benchmarks.weir.WeirEngine;
import dev.weir.benchmarks.wire.WireCommand;
import dev.weir.benchmarks.wire.WireReceiver;
import java.util.List;

/**
 * {@code java -jar weir-benchmarks.jar}: one cell, with {@code bench} a comparison, with {@code
 * timers} what timers cost, with {@code wire} the throughput between two processes.
 */
public final class Main {

  private Main() {}

  /** Ends the process with the exit code of the command. */
  public static void main(String[] args) {
    System.exit(
        CellCommand.line(
                List.of(new WeirEngine(), new LimitEngine()),
                new BenchCommand(),
                new TimersCommand(),
                new WireCommand(),
                new WireReceiver())
            .execute(args));
  }
}
