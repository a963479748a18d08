package dev.weir.examples.wordcount;

import dev.weir.api.JobClient;
import dev.weir.api.JobExecutionResult;
import dev.weir.api.MemorySize;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.types.Types;
import dev.weir.config.Configuration;
import dev.weir.connector.file.FileSink;
import dev.weir.connector.file.FileSource;
import dev.weir.connector.file.OnCheckpointRollingPolicy;
import dev.weir.connector.file.TextLineInputFormat;
import dev.weir.examples.cli.BadUsageException;
import dev.weir.examples.cli.EngineOptions;
import dev.weir.examples.cli.ForegroundJob;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Text files -> words -> running count for each word -> part files, exactly once. */
@Command(
    name = "wordcount",
    mixinStandardHelpOptions = true,
    sortOptions = true,
    description = {
      "Counts the words of text files, exactly once, whatever happens to the process meanwhile.",
      "",
      "A word is a longest run of the ASCII letters A-Z and a-z, in lower case; every other byte"
          + " separates words. So for any file the counts are those of",
      "",
      "  LC_ALL=C tr -cs 'A-Za-z' '\\n' < file | tr A-Z a-z | sort | uniq -c",
      "",
      "The output directory gets part files of lines word,count, one line each time a word comes: the"
          + " count rises by one from line to line of a word, so no line is there twice, and the"
          + " last line of a word, the one with the greatest count, has its final count."
          + " In all part files, taken in the order of their names, the lines of a word come in"
          + " this order:",
      "",
      "  cat <output>/part-* | awk -F, '{n[$1]=$2} END {for (w in n) print w\",\"n[w]}'",
      "",
      "Part files appear when a checkpoint is complete. Names that begin with a dot are not committed."
    })
public final class WordCountCommand implements Callable<Integer> {

  static final String JOB = "wordcount";

  @Option(
      names = "--input",
      required = true,
      paramLabel = "<path>",
      order = 1,
      description = "A text file, or a directory of such.")
  private Path input = Path.of("");

  @Option(
      names = "--output",
      required = true,
      paramLabel = "<dir>",
      order = 2,
      description = "Where the part files go.")
  private Path output = Path.of("");

  @Option(
      names = "--split-size",
      paramLabel = "<bytes>",
      order = 3,
      defaultValue = "4194304",
      description = "Big files are read in ranges of this many bytes; default ${DEFAULT-VALUE}.")
  private long splitSize;

  @Option(
      names = "--lines-per-second",
      paramLabel = "<n>",
      order = 4,
      description =
          "Read no faster than this in each subtask, so that there is time to kill it; default: no"
              + " limit.")
  private @Nullable Double linesPerSecond;

  @Mixin private EngineOptions engine = new EngineOptions();

  @Override
  public Integer call() throws Exception {
    if (!Files.exists(input)) {
      throw new BadUsageException("--input %s does not exist".formatted(input));
    }
    if (splitSize < 1) {
      throw new BadUsageException("--split-size is %d, expected at least 1".formatted(splitSize));
    }
    if (linesPerSecond != null && !(linesPerSecond > 0)) {
      throw new BadUsageException(
          "--lines-per-second is %s, expected more than 0".formatted(linesPerSecond));
    }
    Configuration configuration = engine.configuration(Map.of("checkpointing.interval", "1s"));
    new EarlierOutput(output).requireConsistent(configuration);
    StreamExecutionEnvironment env = engine.environment(configuration);
    build(env);
    JobClient client = env.executeAsync(JOB);
    JobExecutionResult result =
        ForegroundJob.await(
            client, "wordcount: stopped; --resume goes on from the last checkpoint");
    System.err.printf(
        "wordcount: done in %d ms, counts are in %s%n",
        result.getNetRuntime(), output.toAbsolutePath().normalize());
    return 0;
  }

  private void build(StreamExecutionEnvironment env) {
    // One char for each byte: quick, and no text is malformed in it.
    FileSource<String> lines =
        FileSource.forRecordStreamFormat(
                new TextLineInputFormat(StandardCharsets.ISO_8859_1), input)
            .withSplitSize(new MemorySize(splitSize))
            .build();
    FileSink<WordCount> partFiles =
        FileSink.forRowFormat(output, new WordCountLine())
            .withRollingPolicy(OnCheckpointRollingPolicy.build())
            .build();

    env.fromSource(lines, WatermarkStrategy.noWatermarks(), "Lines", Types.STRING)
        .uid("lines")
        .map(new Pace(linesPerSecond == null ? Double.POSITIVE_INFINITY : linesPerSecond))
        .name("Pace")
        .uid("pace")
        .flatMap(new Words())
        .name("Words")
        .uid("words")
        .keyBy(word -> word, Types.STRING)
        .process(new RunningCount())
        .name("Count")
        .uid("count")
        .sinkTo(partFiles)
        .name("Part files")
        .uid("part_files");
  }
}
