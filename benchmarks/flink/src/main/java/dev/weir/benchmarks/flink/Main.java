package dev.weir.benchmarks.flink;

import dev.weir.benchmarks.cell.CellCommand;
import java.util.List;

/** {@code java -jar weir-benchmarks-flink.jar}: one cell on Flink. */
public final class Main {

  private Main() {}

  /** Ends the process with the exit code of the command. */
  public static void main(String[] args) {
    System.exit(CellCommand.line(List.of(new FlinkEngine())).execute(args));
  }
}
