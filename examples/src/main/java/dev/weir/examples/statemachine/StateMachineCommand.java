package dev.weir.examples.statemachine;

import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.source.DataGeneratorSource;
import dev.weir.api.source.RateLimiterStrategy;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.types.TypeInformation;
import dev.weir.api.types.Types;
import dev.weir.examples.cli.BadUsageException;
import dev.weir.examples.cli.JobCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Watches the locks of a canal. */
@Command(
    name = "state-machine",
    mixinStandardHelpOptions = true,
    sortOptions = true,
    description = {
      "Events of the locks of a canal; the state of each lock is kept, and an event that cannot happen"
          + " in that state is printed."
    })
public final class StateMachineCommand extends JobCommand {

  @Option(
      names = "--events",
      defaultValue = "9223372036854775807",
      description = "How many there are; default: no end.")
  private long events;

  @Option(
      names = "--per-second",
      defaultValue = "100",
      description = "Events in a second; default: ${DEFAULT-VALUE}.")
  private double perSecond;

  @Option(
      names = "--error-every",
      defaultValue = "1000",
      description = "Which events are wrong; default: every ${DEFAULT-VALUE}th.")
  private long errorEvery;

  public StateMachineCommand() {
    super("state-machine");
  }

  @Override
  protected void build(StreamExecutionEnvironment env) {
    if (events < 1 || errorEvery < 1 || !(perSecond > 0)) {
      throw new BadUsageException(
          "--events is %d, --error-every %d, --per-second %s, expected more than 0"
              .formatted(events, errorEvery, perSecond));
    }
    env.fromSource(
            new DataGeneratorSource<>(
                new Locks(errorEvery),
                events,
                RateLimiterStrategy.perSecond(perSecond),
                TypeInformation.of(Event.class)),
            WatermarkStrategy.noWatermarks(),
            "Locks")
        .setParallelism(1)
        .uid("locks")
        .keyBy(Event::lock, Types.INT)
        .flatMap(new Supervision(), TypeInformation.of(Alert.class))
        .uid("supervision")
        .print()
        .uid("print");
  }
}
