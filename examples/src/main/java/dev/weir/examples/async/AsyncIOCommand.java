package dev.weir.examples.async;

import dev.weir.api.AsyncDataStream;
import dev.weir.api.DataStream;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.examples.cli.BadUsageException;
import dev.weir.examples.cli.JobCommand;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Waits for many answers at a time. */
@Command(
    name = "async-io",
    mixinStandardHelpOptions = true,
    sortOptions = true,
    description =
        "Asks a slow service about each number, up to twenty at a time, and prints the answers in the"
            + " order of the numbers, or as they come.")
public final class AsyncIOCommand extends JobCommand {

  private static final int CAPACITY = 20;
  private static final long TIMEOUT_SECONDS = 10;

  @Option(
      names = "--numbers",
      defaultValue = "1000",
      description = "How many; default: ${DEFAULT-VALUE}.")
  private long numbers;

  @Option(names = "--unordered", description = "Print answers as they come.")
  private boolean unordered;

  public AsyncIOCommand() {
    super("async-io");
  }

  @Override
  protected void build(StreamExecutionEnvironment env) {
    if (numbers < 1) {
      throw new BadUsageException("--numbers is %d, expected at least 1".formatted(numbers));
    }
    env.setParallelism(1);
    DataStream<Long> asked = env.fromSequence(1, numbers).uid("numbers");
    (unordered
            ? AsyncDataStream.unorderedWait(
                asked, new Lookup(), TIMEOUT_SECONDS, TimeUnit.SECONDS, CAPACITY)
            : AsyncDataStream.orderedWait(
                asked, new Lookup(), TIMEOUT_SECONDS, TimeUnit.SECONDS, CAPACITY))
        .uid("lookup")
        .print()
        .uid("print");
  }
}
