package dev.weir.protocol.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.FailureCause;
import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.job.JobEffect.CancelAttempt;
import dev.weir.protocol.job.JobEffect.Deploy;
import dev.weir.protocol.job.JobEffect.LogEnd;
import dev.weir.protocol.job.JobEffect.RefuseStop;
import dev.weir.protocol.job.JobEffect.ReportFailure;
import dev.weir.protocol.job.JobEffect.ReportStatus;
import dev.weir.protocol.job.JobEffect.RequestStop;
import dev.weir.protocol.job.JobEffect.ScheduleTimer;
import dev.weir.protocol.log.LogEntry.JobEnd;
import dev.weir.protocol.pacing.TriggerRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JobLifeTest {

  private static final FailureCause CAUSE = FailureCause.user("no such word");
  private static final Optional<SubtaskId> WHERE = Optional.of(new SubtaskId("count", 1));
  private static final TriggerRequest STOP =
      TriggerRequest.of(CheckpointKind.STOP_SAVEPOINT, "stop-1");

  private JobLife life = JobLife.create(RestartPolicy.fixedDelay(1, 500));

  private List<JobEffect> apply(Step<JobLife, JobEffect> step) {
    life = step.next();
    return step.effects();
  }

  private List<JobEffect> fail(long attempt) {
    return apply(life.onFailure(attempt, WHERE, CAUSE, 1_000, new Random(1)));
  }

  private void start() {
    apply(life.onStart(0));
  }

  private void run() {
    start();
    apply(life.onDeployed(1, 10));
  }

  private static AttemptFailure failure(long attempt) {
    return new AttemptFailure(attempt, 1_000, WHERE, CAUSE);
  }

  @Test
  void start_deploys_the_first_attempt() {
    assertThat(life.status()).isEqualTo(JobStatus.CREATED);
    assertThat(apply(life.onStart(0)))
        .containsExactly(new ReportStatus(JobStatus.INITIALIZING), new Deploy(1));
  }

  @Test
  void job_that_was_never_started_is_cancelled_at_once() {
    assertThat(apply(life.onCancel()))
        .containsExactly(new LogEnd(JobEnd.CANCELED, Optional.empty()));
  }

  @Test
  void deployed_attempt_runs() {
    start();

    assertThat(apply(life.onDeployed(1, 10))).containsExactly(new ReportStatus(JobStatus.RUNNING));
    assertThat(life.status()).isEqualTo(JobStatus.RUNNING);
  }

  @Test
  void failure_cancels_the_attempt_and_says_when_the_next_one_starts() {
    run();

    assertThat(fail(1))
        .containsExactly(
            new ReportFailure(failure(1), OptionalLong.of(1_500)),
            new ReportStatus(JobStatus.FAILING),
            new CancelAttempt(1));
    assertThat(apply(life.onAttemptGone(1, 1_100)))
        .containsExactly(new ReportStatus(JobStatus.RESTARTING), new ScheduleTimer(1_500));
    assertThat(apply(life.onTimer(1_400))).containsExactly(new ScheduleTimer(1_500));
    assertThat(apply(life.onTimer(1_500)))
        .containsExactly(new ReportStatus(JobStatus.INITIALIZING), new Deploy(2));
  }

  @Test
  void failure_while_deploying_is_one_like_any_other() {
    start();

    assertThat(fail(1)).contains(new CancelAttempt(1));
    assertThat(life.status()).isEqualTo(JobStatus.FAILING);
  }

  @Test
  void job_fails_when_the_restart_policy_gives_up_and_the_log_says_so_first() {
    run();
    fail(1);
    apply(life.onAttemptGone(1, 1_100));
    apply(life.onTimer(1_500));

    assertThat(fail(2)).contains(new ReportFailure(failure(2), OptionalLong.empty()));
    assertThat(apply(life.onAttemptGone(2, 2_000)))
        .containsExactly(new LogEnd(JobEnd.FAILED, Optional.of(CAUSE)));
    assertThat(life.status()).isEqualTo(JobStatus.FAILING);
    assertThat(apply(life.onEndLogged())).containsExactly(new ReportStatus(JobStatus.FAILED));
    assertThat(life).isEqualTo(new Ended(JobEnd.FAILED, Optional.of(CAUSE)));
  }

  @Test
  void failure_that_would_come_again_is_not_retried() {
    run();
    apply(life.onFailure(1, WHERE, CAUSE.withoutRetry(), 1_000, new Random(1)));

    assertThat(apply(life.onAttemptGone(1, 1_100)))
        .containsExactly(new LogEnd(JobEnd.FAILED, Optional.of(CAUSE.withoutRetry())));
  }

  @Test
  void first_cause_counts() {
    run();
    fail(1);
    JobLife before = life;

    assertThat(fail(1)).isEmpty();
    assertThat(life).isEqualTo(before);
  }

  @Test
  void events_of_another_attempt_are_dropped() {
    run();
    fail(1);
    apply(life.onAttemptGone(1, 1_100));
    apply(life.onTimer(1_500));
    JobLife starting = life;

    assertThat(fail(1)).isEmpty();
    assertThat(apply(life.onDeployed(1, 0))).isEmpty();
    assertThat(life).isEqualTo(starting);
    apply(life.onDeployed(2, 0));
    JobLife running = life;
    assertThat(fail(1)).isEmpty();
    assertThat(apply(life.onAllEnded(1))).isEmpty();
    assertThat(apply(life.onCompleted(1))).isEmpty();
    assertThat(apply(life.onAttemptGone(1, 0))).isEmpty();
    assertThat(life).isEqualTo(running);
    fail(2);
    JobLife failing = life;
    assertThat(apply(life.onAttemptGone(1, 0))).isEmpty();
    assertThat(life).isEqualTo(failing);
  }

  @Test
  void job_finishes_when_all_is_committed_and_gone_and_logged() {
    run();
    assertThat(apply(life.onAllEnded(1))).isEmpty();
    assertThat(life.status()).isEqualTo(JobStatus.RUNNING);
    assertThat(apply(life.onCompleted(1))).containsExactly(new CancelAttempt(1));
    assertThat(fail(1)).as("a failure after the commit").isEmpty();
    assertThat(apply(life.onAttemptGone(1, 9)))
        .containsExactly(new LogEnd(JobEnd.FINISHED, Optional.empty()));
    assertThat(life.status()).isEqualTo(JobStatus.RUNNING);
    assertThat(apply(life.onEndLogged())).containsExactly(new ReportStatus(JobStatus.FINISHED));
  }

  @Test
  void failure_before_the_final_commit_restarts() {
    run();
    apply(life.onAllEnded(1));

    assertThat(fail(1)).contains(new CancelAttempt(1));
    assertThat(life).isInstanceOf(Failing.class);
  }

  @Test
  void stop_is_handed_to_the_coordinator() {
    run();

    assertThat(apply(life.onStop(STOP))).containsExactly(new RequestStop(STOP));
    assertThat(life).isInstanceOf(Stopping.class);
    assertThat(apply(life.onCompleted(1))).containsExactly(new CancelAttempt(1));
  }

  @Test
  void job_goes_on_when_the_stop_fails() {
    run();
    apply(life.onStop(STOP));

    assertThat(apply(life.onStopFailed())).isEmpty();
    assertThat(life).isInstanceOf(Running.class);
  }

  @Test
  void failure_while_stopping_restarts() {
    run();
    apply(life.onStop(STOP));
    fail(1);

    assertThat(life).isInstanceOf(Failing.class);
  }

  @Test
  void stop_is_refused_when_the_job_is_not_running() {
    assertThat(apply(life.onStop(STOP)))
        .containsExactly(
            new RefuseStop(
                STOP, "the job is created, and can be stopped only while it is running"));
    run();
    apply(life.onStop(STOP));
    assertThat(apply(life.onStop(STOP)))
        .containsExactly(
            new RefuseStop(
                STOP, "the job is stopping, and can be stopped only while it is running"));
  }

  @Test
  void cancel_waits_until_the_attempt_is_gone() {
    run();

    assertThat(apply(life.onCancel()))
        .containsExactly(new ReportStatus(JobStatus.CANCELLING), new CancelAttempt(1));
    assertThat(fail(1)).isEmpty();
    assertThat(apply(life.onCancel())).isEmpty();
    assertThat(apply(life.onAttemptGone(2, 0))).isEmpty();
    assertThat(apply(life.onAttemptGone(1, 0)))
        .containsExactly(new LogEnd(JobEnd.CANCELED, Optional.empty()));
    assertThat(apply(life.onEndLogged())).containsExactly(new ReportStatus(JobStatus.CANCELED));
  }

  @Test
  void cancel_works_in_every_state_with_an_attempt() {
    start();
    assertThat(apply(life.onCancel())).contains(new CancelAttempt(1));

    life = new Stopping(3, RestartPolicy.none());
    assertThat(apply(life.onCancel())).contains(new CancelAttempt(3));
    life = new Finishing(3, RestartPolicy.none());
    assertThat(apply(life.onCancel())).contains(new CancelAttempt(3));
    life = new Restarting(failure(2), 9, RestartPolicy.none(), RestartPolicy.none());
    assertThat(apply(life.onCancel()))
        .containsExactly(new LogEnd(JobEnd.CANCELED, Optional.empty()));
  }

  @Test
  void cancel_while_failing_does_not_cancel_the_attempt_twice() {
    run();
    fail(1);

    assertThat(apply(life.onCancel())).containsExactly(new ReportStatus(JobStatus.CANCELLING));
    assertThat(apply(life.onAttemptGone(1, 0)))
        .containsExactly(new LogEnd(JobEnd.CANCELED, Optional.empty()));
  }

  @Test
  void suspended_job_does_nothing_more_and_does_not_end() {
    run();

    assertThat(apply(life.onSuspend()))
        .containsExactly(new ReportStatus(JobStatus.SUSPENDED), new CancelAttempt(1));
    assertThat(apply(life.onAttemptGone(1, 0))).isEmpty();
    assertThat(apply(life.onCancel())).isEmpty();
    assertThat(life).isEqualTo(new Suspended());
    assertThat(JobStatus.SUSPENDED.isGloballyTerminal()).isFalse();
  }

  @Test
  void ended_job_stays_ended() {
    life = new Ended(JobEnd.FINISHED, Optional.empty());

    assertThat(apply(life.onCancel())).isEmpty();
    assertThat(apply(life.onSuspend())).isEmpty();
    assertThat(fail(1)).isEmpty();
    assertThat(life.status()).isEqualTo(JobStatus.FINISHED);
  }

  @Test
  void attempts_of_another_term_have_other_numbers() {
    life = JobLife.create(RestartPolicy.none(), 3);

    assertThat(apply(life.onStart(0)))
        .containsExactly(new ReportStatus(JobStatus.INITIALIZING), new Deploy(200_001));
  }

  @Test
  void an_attempt_that_is_replaced_is_followed_by_the_next_at_once() {
    run();

    assertThat(apply(life.onReplace(1))).containsExactly(new CancelAttempt(1));
    assertThat(fail(1)).isEmpty();
    assertThat(apply(life.onAttemptGone(1, 20)))
        .containsExactly(new ReportStatus(JobStatus.INITIALIZING), new Deploy(2));
  }

  @Test
  void the_loss_of_a_node_is_no_failure_that_counts() {
    for (int attempt = 1; attempt < 4; attempt++) {
      if (attempt == 1) {
        run();
      } else {
        apply(life.onTimer(1_000));
        apply(life.onDeployed(attempt, 1_000));
      }
      apply(life.onFailure(attempt, WHERE, CAUSE.retriedAtOnce(), 1_000, new Random(1)));
      assertThat(apply(life.onAttemptGone(attempt, 1_000)))
          .containsExactly(new ReportStatus(JobStatus.RESTARTING), new ScheduleTimer(1_000));
    }
  }

  @Test
  void without_restarts_the_loss_of_a_node_ends_the_job() {
    life = JobLife.create(RestartPolicy.none());
    run();
    apply(life.onFailure(1, WHERE, CAUSE.retriedAtOnce(), 1_000, new Random(1)));

    assertThat(apply(life.onAttemptGone(1, 1_000)))
        .containsExactly(new LogEnd(JobEnd.FAILED, Optional.of(CAUSE.retriedAtOnce())));
  }

  @Test
  void a_node_that_is_found_lost_after_the_failure_cuts_the_wait_short() {
    RestartPolicy policy = RestartPolicy.fixedDelay(1, 500);
    FailureCause broken = FailureCause.internal("subtask count (2/2) cannot be reached");
    run();
    apply(life.onFailure(1, WHERE, broken, 1_000, new Random(1)));

    apply(life.onAttemptGone(1, 1_010));
    assertThat(apply(life.onNodeLost(1, 1_020)))
        .containsExactly(new ReportStatus(JobStatus.INITIALIZING), new Deploy(2));
    assertThat(life).as("the failure does not count").isEqualTo(new Starting(2, policy));
    assertThat(apply(life.onTimer(1_500))).as("the timer of the wait").isEmpty();
  }

  @Test
  void a_node_that_is_found_lost_while_the_attempt_ends_leaves_nothing_to_wait_for() {
    FailureCause broken = FailureCause.internal("subtask count (2/2) cannot be reached");
    run();
    apply(life.onFailure(1, WHERE, broken, 1_000, new Random(1)));

    assertThat(apply(life.onNodeLost(1, 1_005))).isEmpty();
    assertThat(apply(life.onAttemptGone(1, 1_010)))
        .containsExactly(new ReportStatus(JobStatus.RESTARTING), new ScheduleTimer(1_005));
    assertThat(apply(life.onTimer(1_010)))
        .containsExactly(new ReportStatus(JobStatus.INITIALIZING), new Deploy(2));
    assertThat(life).isEqualTo(new Starting(2, RestartPolicy.fixedDelay(1, 500)));
  }

  @Test
  void a_node_that_is_lost_excuses_no_function_that_failed_before() {
    run();
    fail(1);
    JobLife failing = life;
    assertThat(apply(life.onNodeLost(1, 1_005))).isEmpty();
    assertThat(life).isEqualTo(failing);

    apply(life.onAttemptGone(1, 1_010));
    assertThat(apply(life.onNodeLost(1, 1_020))).isEmpty();
    assertThat(apply(life.onTimer(1_100))).containsExactly(new ScheduleTimer(1_500));
  }

  @Test
  void the_loss_of_a_node_of_another_attempt_changes_nothing() {
    FailureCause broken = FailureCause.internal("subtask count (2/2) cannot be reached");
    run();
    apply(life.onFailure(1, WHERE, broken, 1_000, new Random(1)));
    apply(life.onAttemptGone(1, 1_010));
    JobLife waiting = life;

    assertThat(apply(life.onNodeLost(7, 1_020))).isEmpty();
    assertThat(life).isEqualTo(waiting);
  }
}
