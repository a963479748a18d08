package dev.weir.examples.windowing;

import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.types.Types;
import dev.weir.connector.file.FileSource;
import dev.weir.connector.file.TextLineInputFormat;
import dev.weir.examples.cli.BadUsageException;
import dev.weir.examples.cli.JobCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Counts the last occurrences of each word, every so many occurrences. */
@Command(
    name = "window-word-count",
    mixinStandardHelpOptions = true,
    sortOptions = true,
    description =
        "Every --slide times a word comes, prints how often it is among its last --window.")
public final class WindowWordCountCommand extends JobCommand {

  @Option(names = "--input", required = true, paramLabel = "<path>", description = "Text files.")
  private Path input = Path.of("");

  @Option(names = "--window", defaultValue = "250", description = "Default: ${DEFAULT-VALUE}.")
  private long window;

  @Option(names = "--slide", defaultValue = "150", description = "Default: ${DEFAULT-VALUE}.")
  private long slide;

  public WindowWordCountCommand() {
    super("window-word-count");
  }

  @Override
  protected void build(StreamExecutionEnvironment env) {
    if (!Files.exists(input)) {
      throw new BadUsageException("--input %s does not exist".formatted(input));
    }
    if (window < 1 || slide < 1) {
      throw new BadUsageException(
          "--window is %d and --slide is %d, expected at least 1".formatted(window, slide));
    }
    FileSource<String> lines =
        FileSource.forRecordStreamFormat(new TextLineInputFormat(), input).build();
    env.fromSource(lines, WatermarkStrategy.noWatermarks(), "Lines", Types.STRING)
        .uid("lines")
        .flatMap(new Splitter(), Types.TUPLE(Types.STRING, Types.INT))
        .uid("words")
        .keyBy(word -> word.f0, Types.STRING)
        .countWindow(window, slide)
        .sum(1)
        .uid("counts")
        .print()
        .uid("print");
  }
}
