package dev.weir.examples.windowing;

import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.tuple.Tuple3;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.assigners.EventTimeSessionWindows;
import dev.weir.examples.cli.JobCommand;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;

/** Sums up what each user did until they paused. */
@Command(
    name = "session-windowing",
    mixinStandardHelpOptions = true,
    sortOptions = true,
    description =
        "Pages that users read (user, time in ms, pages), summed up by session: a user who does"
            + " nothing for three seconds has ended theirs.")
public final class SessionWindowingCommand extends JobCommand {

  private static final Duration GAP = Duration.ofSeconds(3);

  private static final List<Tuple3<String, Long, Integer>> VISITS =
      List.of(
          Tuple3.of("river", 1_000L, 1),
          Tuple3.of("lake", 1_500L, 2),
          Tuple3.of("river", 3_000L, 4),
          Tuple3.of("lake", 4_400L, 1),
          Tuple3.of("river", 7_000L, 3),
          Tuple3.of("sea", 9_900L, 5),
          Tuple3.of("river", 9_999L, 1));

  public SessionWindowingCommand() {
    super("session-windowing");
  }

  @Override
  protected void build(StreamExecutionEnvironment env) {
    env.setParallelism(1);
    env.fromData(VISITS, Types.TUPLE(Types.STRING, Types.LONG, Types.INT))
        .uid("visits")
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Tuple3<String, Long, Integer>>forMonotonousTimestamps()
                .withTimestampAssigner((visit, timestamp) -> visit.f1))
        .uid("timestamps")
        .keyBy(visit -> visit.f0, Types.STRING)
        .window(EventTimeSessionWindows.withGap(GAP))
        .sum(2)
        .uid("sessions")
        .print()
        .uid("print");
  }
}
