package dev.weir.examples.cluster;

import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.accumulators.LongMaximum;
import dev.weir.api.functions.OpenContext;
import dev.weir.api.functions.RichMapFunction;
import dev.weir.api.sink.DiscardingSink;
import dev.weir.examples.cli.CommandLines;
import dev.weir.examples.cli.EngineOptions;
import dev.weir.examples.cli.ForegroundJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Finds the highest of many numbers by an accumulator, slowly until there is a certain file, and
 * prints it.
 */
@Command(name = "highest-number")
public final class HighestNumber implements Callable<Integer> {

  static final long RECORDS = 1_000_000;

  @Mixin private EngineOptions engine = new EngineOptions();

  @Option(names = "--hurry", required = true)
  private String hurry = "";

  public static void main(String[] args) {
    System.exit(CommandLines.of(new HighestNumber()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    StreamExecutionEnvironment env = engine.environment(engine.configuration(Map.of()));
    env.fromSequence(0, RECORDS - 1)
        .uid("numbers")
        .map(new Highest(hurry))
        .returns(Long.class)
        .uid("highest")
        .sinkTo(new DiscardingSink<>())
        .uid("nowhere");
    Long highest =
        ForegroundJob.await(env.executeAsync("highest-number"), "stopped")
            .getAccumulatorResult("highest");
    System.out.println("the highest number is " + highest);
    return 0;
  }

  private static final class Highest extends RichMapFunction<Long, Long> {

    private static final long serialVersionUID = 1L;
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final String hurry;
    private final LongMaximum highest = new LongMaximum();
    private boolean quick;

    Highest(String hurry) {
      this.hurry = hurry;
    }

    @Override
    public void open(OpenContext openContext) {
      getRuntimeContext().addAccumulator("highest", highest);
    }

    @Override
    public Long map(Long number) {
      highest.add(number.longValue());
      if (!quick) {
        LockSupport.parkNanos(PACE_NANOS);
        quick = Files.exists(Path.of(hurry));
      }
      return number;
    }
  }
}
