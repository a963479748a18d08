package dev.weir.benchmarks.flink;

import dev.weir.benchmarks.cell.Cell;
import dev.weir.benchmarks.cell.Engine;
import dev.weir.benchmarks.cell.Measurement;
import dev.weir.benchmarks.cell.Workload;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CheckpointStatsStatus;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;

/** Flink in this process, with object reuse, and managed memory for RocksDB as by its manual. */
final class FlinkEngine implements Engine {

  @Override
  public String name() {
    return "flink";
  }

  @Override
  public void run(Cell cell, Measurement measurement) throws Exception {
    Path directory = Files.createTempDirectory("weir-benchmark-flink");
    Configuration options = options(cell, directory);
    MiniClusterConfiguration clusterOptions =
        new MiniClusterConfiguration.Builder()
            .setConfiguration(options)
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(cell.parallelism())
            .withRandomPorts()
            .build();
    try (MiniCluster cluster = new MiniCluster(clusterOptions)) {
      cluster.start();
      JobGraph job = job(cell, measurement, options);
      cluster.executeJobBlocking(job);
      checkpoints(
          cluster.getExecutionGraph(job.getJobID()).get().getCheckpointStatsSnapshot(),
          measurement);
    } finally {
      FileUtils.deleteDirectory(new File(directory.toString()));
    }
  }

  private static JobGraph job(Cell cell, Measurement measurement, Configuration options) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(options);
    env.setParallelism(cell.parallelism());
    if (cell.checkpoints()) {
      env.enableCheckpointing(cell.checkpointMillis());
    }
    FlinkJobs.define(env, cell, measurement.id());
    return env.getStreamGraph().getJobGraph();
  }

  private static Configuration options(Cell cell, Path directory) {
    Configuration options = new Configuration();
    options.set(
        StateBackendOptions.STATE_BACKEND,
        cell.backend() == Cell.Backend.HEAP ? "hashmap" : "rocksdb");
    options.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    options.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.toUri().toString());
    options.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    restart(cell, options);
    options.set(PipelineOptions.OBJECT_REUSE, true);
    options.set(WebOptions.CHECKPOINTS_HISTORY_SIZE, 10_000);
    return options;
  }

  private static void restart(Cell cell, Configuration options) {
    if (cell.workload() == Workload.RECOVERY) {
      options.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
      options.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
    } else {
      options.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    }
  }

  private static void checkpoints(CheckpointStatsSnapshot statistics, Measurement measurement) {
    for (AbstractCheckpointStats checkpoint : statistics.getHistory().getCheckpoints()) {
      if (checkpoint.getStatus() == CheckpointStatsStatus.COMPLETED) {
        measurement.checkpoint(checkpoint.getCheckpointId(), checkpoint.getEndToEndDuration());
      }
    }
  }
}
