package dev.weir.examples.cli;

import dev.weir.api.JobClient;
import dev.weir.api.JobExecutionResult;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A job that a terminal waits for. Ctrl-C and SIGTERM cancel it, which leaves its last checkpoint
 * in place, and let it close what it has open; the process then ends with the exit code that the
 * JVM gives to signals (130, 143).
 */
public final class ForegroundJob {

  private static final long SECONDS_TO_STOP = 20;

  private final JobClient client;
  private final String farewell;
  private volatile boolean stopping;

  private ForegroundJob(JobClient client, String farewell) {
    this.client = client;
    this.farewell = farewell;
  }

  /**
   * Waits for the end of a job.
   *
   * @param farewell what to say when it was stopped by a signal
   * @return its result; empty if it was stopped
   * @throws Exception the failure of the job
   */
  public static Optional<JobExecutionResult> await(JobClient client, String farewell)
      throws Exception {
    return new ForegroundJob(client, farewell).await();
  }

  private Optional<JobExecutionResult> await() throws Exception {
    Thread hook = new Thread(this::stop, "weir-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      JobExecutionResult result = client.getJobExecutionResult().get();
      Runtime.getRuntime().removeShutdownHook(hook);
      return Optional.of(result);
    } catch (ExecutionException e) {
      if (stopping) {
        return Optional.empty();
      }
      Runtime.getRuntime().removeShutdownHook(hook);
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (IllegalStateException signalCameFirst) {
      return Optional.empty();
    }
  }

  private void stop() {
    stopping = true;
    CompletableFuture<?> ended = client.getJobExecutionResult().handle((result, failure) -> null);
    try {
      client.cancel().get(SECONDS_TO_STOP, TimeUnit.SECONDS);
      ended.get(SECONDS_TO_STOP, TimeUnit.SECONDS);
      System.err.println(farewell);
    } catch (ExecutionException | TimeoutException e) {
      System.err.println("weir: the job did not stop cleanly: " + CommandLines.describe(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
