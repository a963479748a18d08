package dev.weir.api;

/** A job has failed or was cancelled. The cause is what the failing function threw, whole. */
public class JobExecutionException extends Exception {

  private static final long serialVersionUID = 1L;

  /** With a message that names the job and, if it failed, what failed. */
  public JobExecutionException(String message) {
    super(message);
  }

  /** With a message that names the job, and what failed. */
  public JobExecutionException(String message, Throwable cause) {
    super(message, cause);
  }
}
