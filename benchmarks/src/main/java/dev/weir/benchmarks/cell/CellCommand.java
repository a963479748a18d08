package dev.weir.benchmarks.cell;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.RunLast;

/** Runs one cell in this process and prints its figures as one line of JSON. */
@Command(
    name = "weir-benchmarks",
    mixinStandardHelpOptions = true,
    description = "Runs one workload on one engine and prints one line of JSON.",
    footer = "Exit codes: 0 done, 1 failed or wrong result, 2 bad usage.")
public final class CellCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final int BAD_USAGE = 2;

  private final List<Engine> engines;

  @Mixin private final CellOptions options = new CellOptions();

  private CellCommand(List<Engine> engines) {
    this.engines = List.copyOf(engines);
  }

  /** The command line of a jar that has these engines, and perhaps other commands. */
  public static CommandLine line(List<Engine> engines, Object... subcommands) {
    CommandLine line = new CommandLine(new CellCommand(engines));
    for (Object subcommand : subcommands) {
      line.addSubcommand(subcommand);
    }
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(Workload.class, Workload::of);
    line.setExecutionExceptionHandler((e, at, parsed) -> failed(e, at));
    // Not a RunLast made now: picocli would take its idea of System.err for what the caller wants.
    line.setExecutionStrategy(parsed -> new RunLast().execute(parsed));
    return line;
  }

  private static int failed(Exception e, CommandLine at) {
    if (e instanceof IllegalArgumentException) {
      at.getErr().println("weir-benchmarks: " + e.getMessage());
      return BAD_USAGE;
    }
    e.printStackTrace(at.getErr());
    return FAILED;
  }

  @Override
  public Integer call() throws Exception {
    Cell cell = options.cell();
    JsonObject figures = CellRun.run(engine(cell.engine()), cell);
    System.out.println(figures.encode());
    if (!figures.getBoolean("correct")) {
      System.err.println("weir-benchmarks: the result is not that of the limit");
      return FAILED;
    }
    return 0;
  }

  private Engine engine(String name) {
    return engines.stream()
        .filter(engine -> engine.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--engine is %s, expected one of %s"
                        .formatted(name, engines.stream().map(Engine::name).toList())));
  }
}
