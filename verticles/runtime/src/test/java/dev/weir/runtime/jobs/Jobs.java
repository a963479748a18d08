package dev.weir.runtime.jobs;

import dev.weir.api.JobClient;
import dev.weir.api.JobExecutionException;
import dev.weir.api.JobExecutionResult;
import dev.weir.api.RestartStrategies;
import dev.weir.api.SavepointFormatType;
import dev.weir.api.StreamExecutionEnvironment;
import dev.weir.config.Configuration;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Environments and waiting for jobs under test. */
final class Jobs {

  static final long PATIENCE_SECONDS = 15;

  private Jobs() {}

  /**
   * Options of a job that keeps its checkpoints below a directory of the test. Working files are
   * the node's, which outlives the test when other jobs go on.
   */
  static Configuration options(Path directory) {
    return Configuration.defaults()
        .with("dashboard.enabled", false)
        .with("checkpointing.dir", directory.resolve("checkpoints").toString())
        .with("state.rocksdb.memory", "64mb")
        .with("job.parallelism", 2);
  }

  static StreamExecutionEnvironment env(Configuration options) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(options);
    env.setRestartStrategy(RestartStrategies.noRestart());
    return env;
  }

  static StreamExecutionEnvironment env(Path directory) {
    return env(options(directory));
  }

  /** Waits for the end of a job, and throws what it failed with. */
  static JobExecutionResult finish(JobClient job) throws Exception {
    return get(job.getJobExecutionResult());
  }

  /** Waits for a job to fail, and returns what it failed with. */
  static JobExecutionException failure(JobClient job) throws Exception {
    try {
      get(job.getJobExecutionResult());
    } catch (JobExecutionException e) {
      return e;
    }
    throw new AssertionError("the job was to fail, but came to an end");
  }

  /** Stops a job with a savepoint and waits for both. */
  static String stop(JobClient job, Path savepoints) throws Exception {
    String path =
        get(job.stopWithSavepoint(false, savepoints.toString(), SavepointFormatType.CANONICAL));
    finish(job);
    return path;
  }

  /** The value of a future that must come within the patience of a test. */
  static <T> T get(CompletableFuture<T> future) throws Exception {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    } catch (TimeoutException e) {
      throw new AssertionError("nothing within " + PATIENCE_SECONDS + " s; " + threads(), e);
    }
  }

  private static String threads() {
    StringBuilder text = new StringBuilder("threads of jobs:\n");
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              if (thread.getName().startsWith("weir")) {
                text.append(thread.getName()).append(' ').append(thread.getState()).append('\n');
                for (int i = 0; i < Math.min(12, stack.length); i++) {
                  text.append("    ").append(stack[i]).append('\n');
                }
              }
            });
    return text.toString();
  }
}
