package dev.weir.benchmarks.timers;

import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.api.sink.DiscardingSink;
import dev.weir.api.source.DataGeneratorSource;
import dev.weir.api.time.WatermarkStrategy;
import dev.weir.api.types.Types;
import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Events;
import dev.weir.benchmarks.cell.ProcessCosts;
import dev.weir.benchmarks.cell.WorkDirectory;
import dev.weir.config.Configuration;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;

/**
 * A job whose records register a timer of event time each. There are no watermarks before the end
 * of the input, which fires them all.
 */
final class TimersJob {

  private static final String NAME = "timers";

  private final Cell.Backend backend;
  private final long timers;
  private final int keys;
  private final int parallelism;
  private final long checkpointMillis;

  TimersJob(Cell.Backend backend, long timers, int keys, int parallelism, long checkpointMillis) {
    this.backend = backend;
    this.timers = timers;
    this.keys = keys;
    this.parallelism = parallelism;
    this.checkpointMillis = checkpointMillis;
  }

  JsonObject run() throws Exception {
    try (WorkDirectory directory = WorkDirectory.create("weir-timers");
        TimerTally tally = TimerTally.open(NAME)) {
      execute(directory);
      if (tally.registered() != timers || tally.fired() != timers) {
        throw new IllegalStateException(
            "%d of %d timers were registered, and %d fired"
                .formatted(tally.registered(), timers, tally.fired()));
      }
      return new JsonObject()
          .put("backend", backend.name().toLowerCase(Locale.ROOT))
          .put("parallelism", parallelism)
          .put("timers", timers)
          .put("registeredPerSecond", Math.round(tally.registeredPerSecond()))
          .put("firedPerSecond", Math.round(tally.firedPerSecond()))
          .put("checkpoints", tally.checkpoints())
          .put("longestSyncMillis", tally.longestSyncMillis())
          .put("longestAsyncMillis", tally.longestAsyncMillis())
          .put("largestStateMiB", tally.largestStateBytes() >> 20)
          .put("peakResidentMiB", ProcessCosts.peakResidentMiB().orElse(0));
    }
  }

  private void execute(WorkDirectory directory) throws Exception {
    Configuration options =
        Configuration.defaults()
            .with("job.parallelism", parallelism)
            .with("state.backend", backend.name().toLowerCase(Locale.ROOT))
            .with("state.local-dir", directory.resolve("local").toString())
            .with("checkpointing.dir", directory.resolve("checkpoints").toString())
            .with("checkpointing.interval", Duration.ofMillis(checkpointMillis))
            .with("restart.strategy", "none");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(options);
    long keysThere = keys;
    env.fromSource(
            new DataGeneratorSource<>(offset -> offset, timers, Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "Numbers")
        .uid("numbers")
        .keyBy(offset -> Events.key(offset, keysThere), Types.LONG)
        .process(new RegisterTimer(NAME), Types.LONG)
        .uid("timers")
        .sinkTo(new DiscardingSink<>())
        .uid("nowhere");
    env.execute(NAME);
  }
}
