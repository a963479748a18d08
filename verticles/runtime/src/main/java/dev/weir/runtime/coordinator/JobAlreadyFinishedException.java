package dev.weir.runtime.coordinator;

import dev.weir.protocol.log.LogEntry;
import java.io.Serial;

/** A run that was to be resumed has finished: there is nothing left to do. */
public final class JobAlreadyFinishedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient LogEntry.JobEnded end;

  JobAlreadyFinishedException(String job, long run, LogEntry.JobEnded end) {
    super("run %d of job %s has finished; there is nothing to resume".formatted(run, job));
    this.end = end;
  }

  public LogEntry.JobEnded end() {
    return end;
  }
}
