package dev.weir.benchmarks.weir;

import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Engine;
import dev.weir.benchmarks.cell.Measurement;
import dev.weir.benchmarks.cell.WorkDirectory;
import dev.weir.benchmarks.cell.Workload;
import dev.weir.config.Configuration;
import java.time.Duration;
import java.util.Locale;

/** The workloads in the DataStream API, in this process. */
public final class WeirEngine implements Engine {

  @Override
  public String name() {
    return "weir";
  }

  @Override
  public void run(Cell cell, Measurement measurement) throws Exception {
    try (WorkDirectory directory = WorkDirectory.create("weir-benchmark")) {
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.getExecutionEnvironment(options(cell, directory));
      WeirJobs.define(env, cell, measurement.id());
      env.execute(measurement.id());
    }
  }

  private static Configuration options(Cell cell, WorkDirectory directory) {
    Configuration options =
        Configuration.defaults()
            .with("job.parallelism", cell.parallelism())
            .with("state.backend", cell.backend().name().toLowerCase(Locale.ROOT))
            .with("state.local-dir", directory.resolve("local").toString())
            .with("checkpointing.dir", directory.resolve("checkpoints").toString())
            .with("restart.strategy", "none");
    if (cell.workload() == Workload.RECOVERY) {
      options =
          options
              .with("restart.strategy", "fixed-delay")
              .with("restart.fixed-delay.delay", Duration.ZERO);
    }
    return cell.checkpoints()
        ? options.with("checkpointing.interval", Duration.ofMillis(cell.checkpointMillis()))
        : options;
  }
}
