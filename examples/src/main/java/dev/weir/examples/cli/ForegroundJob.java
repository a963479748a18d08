package dev.weir.examples.cli;

import dev.weir.api.JobClient;
import dev.weir.api.JobExecutionResult;
import java.util.concurrent.ExecutionException;

/**
 * A job that a terminal waits for. At Ctrl-C and SIGTERM the node closes what is open and leaves
 * the job to be resumed from its last checkpoint; the process ends with the exit code that the JVM
 * gives to signals (130, 143).
 */
public final class ForegroundJob {

  private ForegroundJob() {}

  /**
   * Waits for the end of a job.
   *
   * @param farewell what to say when a signal comes
   * @throws Exception the failure of the job
   */
  public static JobExecutionResult await(JobClient client, String farewell) throws Exception {
    Thread hook = new Thread(() -> System.err.println(farewell), "weir-farewell");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return client.getJobExecutionResult().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      disarm(hook);
    }
  }

  private static void disarm(Thread hook) throws InterruptedException {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException signalCame) {
      hook.join(); // the end of the process is under way, and nothing more is to be said
      Thread.currentThread().join();
    }
  }
}
