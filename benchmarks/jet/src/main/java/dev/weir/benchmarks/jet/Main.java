package dev.weir.benchmarks.jet;

import dev.weir.benchmarks.cell.CellCommand;
import java.util.List;

/** {@code java -jar weir-benchmarks-jet.jar}: one cell on Hazelcast Jet. */
public final class Main {

  private Main() {}

  /** Ends the process with the exit code of the command. */
  public static void main(String[] args) {
    System.exit(CellCommand.line(List.of(new JetEngine())).execute(args));
  }
}
