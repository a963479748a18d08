package dev.weir.examples.windowing;

import dev.weir.api.DataStream;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.tuple.Tuple3;
import dev.weir.api.tuple.Tuple4;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.assigners.TumblingEventTimeWindows;
import dev.weir.examples.cli.BadUsageException;
import dev.weir.examples.cli.JobCommand;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings together what two streams say of one key at about the same time. */
@Command(
    name = "window-join",
    mixinStandardHelpOptions = true,
    sortOptions = true,
    description = {
      "Joins levels (gauge, time in ms, centimetres) and flows (gauge, time in ms, litres) that are",
      "of the same gauge and in the same window of event time. Prints gauge, level, flow and the",
      "time of the level."
    })
public final class WindowJoinCommand extends JobCommand {

  private static final TypeInformation<Tuple3<String, Long, Integer>> READING =
      Types.TUPLE(Types.STRING, Types.LONG, Types.INT);

  private static final List<Tuple3<String, Long, Integer>> LEVELS =
      List.of(
          Tuple3.of("upper", 0L, 140),
          Tuple3.of("lower", 500L, 90),
          Tuple3.of("upper", 1_200L, 142),
          Tuple3.of("upper", 2_100L, 150),
          Tuple3.of("lower", 4_000L, 95));

  private static final List<Tuple3<String, Long, Integer>> FLOWS =
      List.of(
          Tuple3.of("upper", 900L, 31),
          Tuple3.of("lower", 1_999L, 30),
          Tuple3.of("upper", 2_000L, 36),
          Tuple3.of("mill", 4_500L, 7));

  @Option(
      names = "--window-ms",
      paramLabel = "<n>",
      order = 1,
      defaultValue = "2000",
      description = "Length of a window in milliseconds; default ${DEFAULT-VALUE}.")
  private long windowMs;

  public WindowJoinCommand() {
    super("window-join");
  }

  @Override
  protected void build(StreamExecutionEnvironment env) {
    if (windowMs < 1) {
      throw new BadUsageException("--window-ms is %d, expected at least 1".formatted(windowMs));
    }
    env.setParallelism(1);
    readings(env, "levels", LEVELS)
        .join(readings(env, "flows", FLOWS))
        .where(level -> level.f0, Types.STRING)
        .equalTo(flow -> flow.f0, Types.STRING)
        .window(TumblingEventTimeWindows.of(Duration.ofMillis(windowMs)))
        .apply(
            (level, flow) -> Tuple4.of(level.f0, level.f2, flow.f2, level.f1),
            Types.<Tuple4<String, Integer, Integer, Long>>TUPLE(
                Types.STRING, Types.INT, Types.INT, Types.LONG))
        .uid("join")
        .print()
        .uid("print");
  }

  private static DataStream<Tuple3<String, Long, Integer>> readings(
      StreamExecutionEnvironment env, String uid, List<Tuple3<String, Long, Integer>> readings) {
    return env.fromData(readings, READING)
        .uid(uid)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Tuple3<String, Long, Integer>>forMonotonousTimestamps()
                .withTimestampAssigner((reading, timestamp) -> reading.f1))
        .uid(uid + "-timestamps");
  }
}
