package dev.weir.examples.cli;

import dev.weir.api.JobClient;
import dev.weir.api.StreamExecutionEnvironment;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/**
 * A command that runs one job with the options that all jobs have, until the job or it is ended.
 */
public abstract class JobCommand implements Callable<Integer> {

  private final String job;

  @Mixin private EngineOptions engine = new EngineOptions();

  /**
   * @param job its name
   */
  protected JobCommand(String job) {
    this.job = job;
  }

  /**
   * Defines the job.
   *
   * @throws BadUsageException if an option is wrong
   */
  protected abstract void build(StreamExecutionEnvironment env);

  @Override
  public final Integer call() throws Exception {
    StreamExecutionEnvironment env = engine.environment(engine.configuration(Map.of()));
    build(env);
    JobClient client = env.executeAsync(job);
    ForegroundJob.await(client, job + ": stopped; --resume goes on from the last checkpoint");
    return 0;
  }
}
