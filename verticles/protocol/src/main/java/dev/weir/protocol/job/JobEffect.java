package dev.weir.protocol.job;

import dev.weir.protocol.FailureCause;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.pacing.TriggerRequest;
import java.util.Optional;
import java.util.OptionalLong;

/** What has to be done in the life of a job. */
public sealed interface JobEffect {

  void applyTo(Handler handler);

  /** Whoever carries the effects out: one method for each. */
  interface Handler {
    void deploy(Deploy effect);

    void cancelAttempt(CancelAttempt effect);

    void scheduleTimer(ScheduleTimer effect);

    void reportStatus(ReportStatus effect);

    void reportFailure(ReportFailure effect);

    void logEnd(LogEnd effect);

    void requestStop(RequestStop effect);

    void refuseStop(RefuseStop effect);
  }

  /**
   * Start all subtasks of an attempt from the latest checkpoint there is; then tell {@link
   * JobLife#onDeployed}, or {@link JobLife#onFailure} if it cannot be done.
   */
  record Deploy(long attempt) implements JobEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.deploy(this);
    }
  }

  /** Stop all subtasks of an attempt; when none is left, tell {@link JobLife#onAttemptGone}. */
  record CancelAttempt(long attempt) implements JobEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.cancelAttempt(this);
    }
  }

  /** Call {@link JobLife#onTimer} at this time. */
  record ScheduleTimer(long at) implements JobEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.scheduleTimer(this);
    }
  }

  /** Tell users where the job stands. */
  record ReportStatus(JobStatus status) implements JobEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.reportStatus(this);
    }
  }

  /**
   * Tell users why an attempt ended.
   *
   * @param restartAt when the next one is to start; empty: never
   */
  record ReportFailure(AttemptFailure failure, OptionalLong restartAt) implements JobEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.reportFailure(this);
    }
  }

  /**
   * Append the end of the job to the log and decide by it what becomes of its checkpoints, then
   * tell {@link JobLife#onEndLogged}.
   */
  record LogEnd(LogEntry.JobEnd end, Optional<FailureCause> cause) implements JobEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.logEnd(this);
    }
  }

  /** Hand the request to the coordinator of checkpoints. */
  record RequestStop(TriggerRequest request) implements JobEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.requestStop(this);
    }
  }

  /** Answer who asked that it cannot be done now. */
  record RefuseStop(TriggerRequest request, String message) implements JobEffect {
    @Override
    public void applyTo(Handler handler) {
      handler.refuseStop(this);
    }
  }
}
