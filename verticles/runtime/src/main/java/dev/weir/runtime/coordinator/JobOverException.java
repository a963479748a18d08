package dev.weir.runtime.coordinator;

import dev.weir.protocol.log.LogEntry;
import java.io.Serial;

/** The run to take over has ended: there is nothing left to coordinate. */
public final class JobOverException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient LogEntry.JobEnded end;

  JobOverException(String job, long run, LogEntry.JobEnded end) {
    super("run %d of job %s is over: it was %s".formatted(run, job, end.end()));
    this.end = end;
  }

  public LogEntry.JobEnded end() {
    return end;
  }
}
