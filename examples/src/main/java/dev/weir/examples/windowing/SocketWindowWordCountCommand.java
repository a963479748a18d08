package dev.weir.examples.windowing;

import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.tuple.Tuple2;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.assigners.TumblingProcessingTimeWindows;
import dev.weir.examples.cli.BadUsageException;
import dev.weir.examples.cli.JobCommand;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Counts the words that come from a socket, every few seconds anew. */
@Command(
    name = "socket-window-word-count",
    mixinStandardHelpOptions = true,
    sortOptions = true,
    description = {
      "Counts the words of the lines that a server sends, in windows of the clock. Such a server is",
      "",
      "  nc -l 9000"
    })
public final class SocketWindowWordCountCommand extends JobCommand {

  @Option(
      names = "--hostname",
      defaultValue = "127.0.0.1",
      description = "Default: ${DEFAULT-VALUE}.")
  private String hostname = "";

  @Option(names = "--port", required = true, paramLabel = "<n>", description = "Of the server.")
  private int port;

  @Option(
      names = "--window-ms",
      defaultValue = "5000",
      description = "Length of a window. Default: ${DEFAULT-VALUE}.")
  private long windowMillis;

  public SocketWindowWordCountCommand() {
    super("socket-window-word-count");
  }

  @Override
  protected void build(StreamExecutionEnvironment env) {
    if (windowMillis < 1) {
      throw new BadUsageException("--window-ms is %d, expected at least 1".formatted(windowMillis));
    }
    env.socketTextStream(hostname, port, "\n")
        .uid("lines")
        .flatMap(new Splitter(), Types.TUPLE(Types.STRING, Types.INT))
        .uid("words")
        .keyBy(word -> word.f0, Types.STRING)
        .window(TumblingProcessingTimeWindows.of(Duration.ofMillis(windowMillis)))
        .reduce((a, b) -> Tuple2.of(a.f0, a.f1 + b.f1))
        .uid("counts")
        .print()
        .setParallelism(1)
        .uid("print");
  }
}
