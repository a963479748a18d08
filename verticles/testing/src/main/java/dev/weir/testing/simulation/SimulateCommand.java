package dev.weir.testing.simulation;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./weir simulate}. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the protocol under random schedules with random faults, one for each seed, and",
      "checks after every event what must always hold. A seed that fails is made as small as",
      "it gets and told in words. Exit code 1: an invariant was violated."
    })
public final class SimulateCommand implements Callable<Integer> {

  private static final int SHOWN = 10;

  @Option(
      names = "--seed",
      description = "The first seed; without it one that was not used before is taken.")
  private long seed = System.currentTimeMillis() * 1_000;

  @Option(names = "--seeds", description = "How many seeds; ${DEFAULT-VALUE} unless given.")
  private long seeds = 1;

  @Option(
      names = "--threads",
      description = "How many run beside each other; as many as there are processors unless given.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--tell", description = "Tell also what happens where all is well.")
  private boolean tell;

  @Spec
  @SuppressWarnings("NullAway.Init") // set before the command is called
  private CommandSpec spec;

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SimulateCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (seeds < 1 || threads < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--seeds and --threads are at least 1, found %d and %d".formatted(seeds, threads));
    }
    out.printf("seeds %d to %d%n", seed, seed + seeds - 1);
    out.flush();
    AtomicLong events = new AtomicLong();
    AtomicLong faults = new AtomicLong();
    long started = System.nanoTime();
    List<Outcome> violated = search(events, faults);
    double seconds = (System.nanoTime() - started) / 1e9;
    out.printf(
        "%d seeds, %d events, %d faults in %.1f s: %.0f seeds per second%s%n",
        seeds, events.get(), faults.get(), seconds, seeds / seconds, processorTime());
    if (violated.isEmpty()) {
      out.println("All invariants hold.");
      if (tell) {
        tell(out, Simulation.tell(Scenario.of(seed)));
      }
      return CommandLine.ExitCode.OK;
    }
    report(out, violated);
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** Says more than the clock when others use the machine too. */
  private String processorTime() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(time -> ", %.2f ms of a processor each".formatted(time.toMillis() / (double) seeds))
        .orElse("");
  }

  private List<Outcome> search(AtomicLong events, AtomicLong faults) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(
              () ->
                  LongStream.range(seed, seed + seeds)
                      .parallel()
                      .mapToObj(each -> Simulation.run(Scenario.of(each)))
                      .peek(
                          outcome -> {
                            events.addAndGet(outcome.events());
                            faults.addAndGet(outcome.faults());
                          })
                      .filter(outcome -> outcome.violation().isPresent())
                      .toList())
          .get();
    } finally {
      pool.shutdown();
    }
  }

  private static void report(PrintWriter out, List<Outcome> violated) {
    out.printf("%d seeds violate an invariant:%n", violated.size());
    violated.stream()
        .limit(SHOWN)
        .forEach(
            outcome ->
                out.printf(
                    "  %d  %s%n",
                    outcome.scenario().seed(), outcome.violation().orElseThrow().getMessage()));
    Outcome smallest = Shrinker.shrink(violated.get(0));
    out.printf("%nSeed %d, made small:%n", smallest.scenario().seed());
    tell(out, smallest);
  }

  private static void tell(PrintWriter out, Outcome outcome) {
    out.println();
    out.println(outcome.scenario().describe());
    out.println(outcome.transcript());
    out.flush();
  }
}
