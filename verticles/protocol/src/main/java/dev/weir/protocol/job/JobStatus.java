package dev.weir.protocol.job;

/** What users are told of a job; the names are those of Apache Flink. */
public enum JobStatus {
  INITIALIZING(false),
  CREATED(false),
  RUNNING(false),
  FAILING(false),
  RESTARTING(false),
  CANCELLING(false),
  CANCELED(true),
  FINISHED(true),
  FAILED(true),
  /** Not running here any more; another coordinator may go on with it. */
  SUSPENDED(false);

  private final boolean globallyTerminal;

  JobStatus(boolean globallyTerminal) {
    this.globallyTerminal = globallyTerminal;
  }

  /** Whether the job is over for good. */
  public boolean isGloballyTerminal() {
    return globallyTerminal;
  }
}
