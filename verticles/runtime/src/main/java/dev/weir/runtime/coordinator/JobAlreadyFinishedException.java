package dev.weir.runtime.coordinator;

import java.io.Serial;

/** A run that was to be resumed has finished: there is nothing left to do. */
public final class JobAlreadyFinishedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  JobAlreadyFinishedException(String job, long run) {
    super("run %d of job %s has finished; there is nothing to resume".formatted(run, job));
  }
}
