package dev.weir.examples.windowing;

import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.source.DataGeneratorSource;
import dev.weir.api.source.RateLimiterStrategy;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.tuple.Tuple4;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.types.Types;
import dev.weir.api.windowing.assigners.GlobalWindows;
import dev.weir.api.windowing.evictors.TimeEvictor;
import dev.weir.api.windowing.triggers.DeltaTrigger;
import dev.weir.examples.cli.BadUsageException;
import dev.weir.examples.cli.JobCommand;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The top speed of each car within ten seconds, each time it has gone fifty metres further. */
@Command(
    name = "top-speed-windowing",
    mixinStandardHelpOptions = true,
    sortOptions = true,
    description = {
      "Cars report each second: (car, km/h, metres gone, time in ms). Each time a car has gone more"
          + " than fifty metres further, prints its fastest report of the last ten seconds."
    })
public final class TopSpeedWindowingCommand extends JobCommand {

  private static final int CARS = 2;
  private static final double METRES = 50;
  private static final TypeInformation<Tuple4<Integer, Integer, Double, Long>> REPORT =
      Types.TUPLE(Types.INT, Types.INT, Types.DOUBLE, Types.LONG);

  @Option(
      names = "--reports",
      defaultValue = "9223372036854775807",
      description = "How many there are; default: no end.")
  private long reports;

  @Option(
      names = "--per-second",
      defaultValue = "10",
      description = "Reports in a second; default: ${DEFAULT-VALUE}.")
  private double perSecond;

  public TopSpeedWindowingCommand() {
    super("top-speed-windowing");
  }

  @Override
  protected void build(StreamExecutionEnvironment env) {
    if (reports < 1 || !(perSecond > 0)) {
      throw new BadUsageException(
          "--reports is %d and --per-second %s, expected more than 0"
              .formatted(reports, perSecond));
    }
    env.fromSource(
            new DataGeneratorSource<>(
                TopSpeedWindowingCommand::report,
                reports,
                RateLimiterStrategy.perSecond(perSecond),
                REPORT),
            WatermarkStrategy.<Tuple4<Integer, Integer, Double, Long>>forMonotonousTimestamps()
                .withTimestampAssigner((report, timestamp) -> report.f3),
            "Cars")
        .setParallelism(1)
        .uid("cars")
        .keyBy(report -> report.f0, Types.INT)
        .window(GlobalWindows.create())
        .evictor(TimeEvictor.of(Duration.ofSeconds(10)))
        .trigger(
            DeltaTrigger.of(METRES, (before, now) -> now.f2 - before.f2, REPORT.createSerializer()))
        .maxBy(1)
        .uid("top-speed")
        .print()
        .uid("print");
  }

  /** A car's speed goes up and down between 36 and 90 km/h, twenty seconds each way. */
  private static Tuple4<Integer, Integer, Double, Long> report(Long index) {
    int car = (int) (index % CARS);
    long second = index / CARS;
    double metres = 0;
    int speed = 0;
    for (long s = Math.max(0, second - second % 40); s <= second; s++) {
      speed = speedAt(car, s);
      metres += speed / 3.6;
    }
    long rounds = second / 40;
    return Tuple4.of(car, speed, rounds * metresPerRound(car) + metres, second * 1000);
  }

  private static int speedAt(int car, long second) {
    long phase = (second + 7L * car) % 40;
    return (int) (36 + 54 * (phase < 20 ? phase : 40 - phase) / 20);
  }

  private static double metresPerRound(int car) {
    double metres = 0;
    for (long s = 0; s < 40; s++) {
      metres += speedAt(car, s) / 3.6;
    }
    return metres;
  }
}
