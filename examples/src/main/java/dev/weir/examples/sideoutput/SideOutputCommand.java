package dev.weir.examples.sideoutput;

import dev.weir.api.Collector;
import dev.weir.api.OutputTag;
import dev.weir.api.SingleOutputStreamOperator;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.functions.ProcessFunction;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.tuple.Tuple2;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.assigners.TumblingEventTimeWindows;
import dev.weir.examples.cli.JobCommand;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;

/** Counts short words in windows; long ones leave by a side output. */
@Command(
    name = "side-output",
    mixinStandardHelpOptions = true,
    sortOptions = true,
    description =
        "Counts the words of a text in windows of five seconds; words of more than five letters are"
            + " not counted, but leave by a side output.")
public final class SideOutputCommand extends JobCommand {

  private static final OutputTag<String> REJECTED =
      new OutputTag<>("rejected") {
        private static final long serialVersionUID = 1L;
      };

  /** Lines, and when they were said. */
  private static final List<Tuple2<Long, String>> LINES =
      List.of(
          Tuple2.of(0L, "the weir holds the stream"),
          Tuple2.of(2_000L, "the water waits for the barrier"),
          Tuple2.of(6_000L, "and the stream goes on"));

  public SideOutputCommand() {
    super("side-output");
  }

  @Override
  protected void build(StreamExecutionEnvironment env) {
    env.setParallelism(1);
    SingleOutputStreamOperator<Tuple2<String, Integer>> words =
        env.fromData(LINES, Types.TUPLE(Types.LONG, Types.STRING))
            .uid("lines")
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Tuple2<Long, String>>forMonotonousTimestamps()
                    .withTimestampAssigner((line, timestamp) -> line.f0))
            .uid("timestamps")
            .process(new ShortWords(), Types.TUPLE(Types.STRING, Types.INT))
            .uid("words");
    words
        .getSideOutput(REJECTED)
        .map(word -> "rejected: " + word, Types.STRING)
        .uid("rejected")
        .print()
        .uid("print-rejected");
    words
        .keyBy(word -> word.f0, Types.STRING)
        .window(TumblingEventTimeWindows.of(Duration.ofSeconds(5)))
        .sum(1)
        .uid("counts")
        .print()
        .uid("print-counts");
  }

  private static final class ShortWords
      extends ProcessFunction<Tuple2<Long, String>, Tuple2<String, Integer>> {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 5;

    @Override
    public void processElement(
        Tuple2<Long, String> line, Context context, Collector<Tuple2<String, Integer>> out) {
      for (String word : line.f1.split(" ")) {
        if (word.length() > LONGEST) {
          context.output(REJECTED, word);
        } else {
          out.collect(Tuple2.of(word, 1));
        }
      }
    }
  }
}
