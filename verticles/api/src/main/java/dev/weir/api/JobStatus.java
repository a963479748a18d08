package dev.weir.api;

/** Where a job is in its life. */
public enum JobStatus {
  /** Accepted, not running yet. */
  CREATED(false),
  /** All subtasks run, or are being started. */
  RUNNING(false),
  /** An attempt has failed; its subtasks are being stopped for good. */
  FAILING(false),
  /** An attempt has failed; the next one will start. */
  RESTARTING(false),
  /** The user has cancelled it; its subtasks are being stopped. */
  CANCELLING(false),
  /** Stopped by the user. */
  CANCELED(true),
  /** Failed, and not restarted. */
  FAILED(true),
  /** All input was processed, or it was stopped with a savepoint. */
  FINISHED(true);

  private final boolean terminal;

  JobStatus(boolean terminal) {
    this.terminal = terminal;
  }

  /** Whether the job will never run again. */
  public boolean isTerminalState() {
    return terminal;
  }
}
