package dev.weir.protocol.job;

import dev.weir.protocol.FailureCause;
import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.pacing.TriggerRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The life of a job under one coordinator.
 *
 * <pre>
 * state       event                       next        effects
 * Created     start                       Starting 1  ReportStatus, Deploy
 * Created     cancel                      Ending      LogEnd CANCELED
 * Starting    deployed                    Running     ReportStatus
 * Starting    failure                     Failing     ReportFailure, ReportStatus, CancelAttempt
 * Starting    cancel                      Cancelling  ReportStatus, CancelAttempt
 * Running     failure                     Failing     ReportFailure, ReportStatus, CancelAttempt
 * Running     all ended                   Finishing   -
 * Running     stop                        Stopping    RequestStop
 * Running     cancel                      Cancelling  ReportStatus, CancelAttempt
 * Running     completed                   Completing  CancelAttempt
 * Running     replace                     Replacing   CancelAttempt
 * Replacing   gone                        Starting n  ReportStatus, Deploy
 * Replacing   cancel                      Cancelling  ReportStatus
 * Stopping    stop failed                 Running     -
 * Stopping    failure, cancel, completed  as Running
 * Finishing   failure, cancel, completed  as Running
 * Failing     gone, to be restarted       Restarting  ReportStatus, ScheduleTimer
 * Failing     gone, not to be restarted   Ending      LogEnd FAILED
 * Failing     node lost                   Failing     -
 * Failing     cancel                      Cancelling  ReportStatus
 * Restarting  timer, not before time      Starting n  ReportStatus, Deploy
 * Restarting  node lost                   Starting n  ReportStatus, Deploy
 * Restarting  cancel                      Ending      ReportStatus, LogEnd CANCELED
 * Cancelling  gone                        Ending      LogEnd CANCELED
 * Completing  gone                        Ending      LogEnd FINISHED
 * Ending      end logged                  Ended       ReportStatus
 * any         stop, where not in Running  same        RefuseStop
 * any living  suspend                     Suspended   ReportStatus, CancelAttempt if there is one
 * </pre>
 *
 * <p>Whatever is not in the table changes nothing. Events that bear the number of another attempt
 * than the current one change nothing either: they come from the past.
 *
 * <p>The end is written to the log before anybody is told of it. A failure after everything has
 * been committed (Completing) does not undo that, nor does one while the job is cancelled.
 */
public sealed interface JobLife
    permits Created,
        Starting,
        Running,
        Replacing,
        Stopping,
        Finishing,
        Failing,
        Restarting,
        Cancelling,
        Completing,
        Ending,
        Ended,
        Suspended {

  JobStatus status();

  /** How many attempts there can be in one term of a coordinator. */
  long ATTEMPTS_PER_TERM = 100_000;

  /** A job that has not been started, in the hands of the first coordinator of its run. */
  static JobLife create(RestartPolicy policy) {
    return create(policy, 1);
  }

  /**
   * A job that this coordinator has not started.
   *
   * @param term of the coordinator; attempts of all terms have numbers of their own, which rise
   */
  static JobLife create(RestartPolicy policy, long term) {
    return new Created(policy, (term - 1) * ATTEMPTS_PER_TERM + 1);
  }

  default Step<JobLife, JobEffect> onStart(long now) {
    return Step.to(this);
  }

  /** All subtasks of the attempt are running. */
  default Step<JobLife, JobEffect> onDeployed(long attempt, long now) {
    return Step.to(this);
  }

  /**
   * Something failed that the attempt cannot survive.
   *
   * @param subtask where; empty if not in a subtask
   * @param random for the jitter of the restart
   */
  default Step<JobLife, JobEffect> onFailure(
      long attempt,
      Optional<SubtaskId> subtask,
      FailureCause cause,
      long now,
      RandomGenerator random) {
    return Step.to(this);
  }

  /**
   * A node is gone that the attempt had a part on, which has failed already. Unless a function of
   * the user failed, the loss is what that came from: the next attempt starts at once, and the
   * failure does not count.
   */
  default Step<JobLife, JobEffect> onNodeLost(long attempt, long now) {
    return Step.to(this);
  }

  /**
   * The attempt is to be replaced by one on other nodes or with another parallelism. Nothing has
   * failed.
   */
  default Step<JobLife, JobEffect> onReplace(long attempt) {
    return Step.to(this);
  }

  /** Every subtask has handled the end of its input. */
  default Step<JobLife, JobEffect> onAllEnded(long attempt) {
    return Step.to(this);
  }

  /** The coordinator of checkpoints has nothing more to do: what there was is committed. */
  default Step<JobLife, JobEffect> onCompleted(long attempt) {
    return Step.to(this);
  }

  /** No subtask of the attempt is left. */
  default Step<JobLife, JobEffect> onAttemptGone(long attempt, long now) {
    return Step.to(this);
  }

  default Step<JobLife, JobEffect> onTimer(long now) {
    return Step.to(this);
  }

  default Step<JobLife, JobEffect> onCancel() {
    return Step.to(this);
  }

  /** Somebody wants the job to stop with a savepoint. */
  default Step<JobLife, JobEffect> onStop(TriggerRequest request) {
    // the states that users see are too few: a job that is finishing is RUNNING to them
    String state = getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return Step.to(
        this,
        new JobEffect.RefuseStop(
            request, "the job is " + state + ", and can be stopped only while it is running"));
  }

  /** The savepoint to stop with came to nothing. */
  default Step<JobLife, JobEffect> onStopFailed() {
    return Step.to(this);
  }

  /** {@link JobEffect.LogEnd} is done. */
  default Step<JobLife, JobEffect> onEndLogged() {
    return Step.to(this);
  }

  /** This coordinator gives the job up, without ending it: it was deposed or its node leaves. */
  default Step<JobLife, JobEffect> onSuspend() {
    return Step.to(this);
  }
}
