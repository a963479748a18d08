package dev.weir.protocol.coordinator;

import dev.weir.protocol.FailureCause;
import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.AckOutcome;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.checkpoint.CheckpointFailureReason;
import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.protocol.checkpoint.SubtaskDecline;
import dev.weir.protocol.coordinator.CoordinatorEffect.AnswerRequest;
import dev.weir.protocol.log.CommitPermit;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LoggedEntry;
import dev.weir.protocol.pacing.CheckpointPacer;
import dev.weir.protocol.pacing.TriggerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * One event, worked through: begins with a state, ends with the next one and the effects. Lives on
 * the stack of one call.
 */
final class CoordinatorTurn {

  /** So that a final checkpoint that fails at once is not tried in a loop. */
  private static final long MIN_RETRY_MILLIS = 1_000;

  private final CoordinatorPlan plan;
  private final CheckpointSettings settings;
  private final SubtaskIndex index;
  private final long now;
  private final NavigableMap<Long, CheckpointRun> runs;
  private final List<CoordinatorEffect> effects = new ArrayList<>();
  private final CheckpointFiles files;
  private final CheckpointStatistics statisticsBefore;

  private Phase phase;
  private long attempt;
  private CheckpointPacer pacer;
  private Confirmations confirmations;
  private FailureTally failures;
  private long nextId;
  private OptionalLong timerAt;
  private CheckpointStatistics statistics;

  CoordinatorTurn(CoordinatorState state, long now) {
    this.now = now;
    plan = state.plan();
    settings = plan.settings();
    index = state.index();
    runs = new TreeMap<>(state.runs());
    files = new CheckpointFiles(state, runs, effects);
    statisticsBefore = state.statistics();
    phase = state.phase();
    attempt = state.attempt();
    pacer = state.pacer();
    confirmations = state.confirmations();
    failures = state.failures();
    nextId = state.nextId();
    timerAt = state.timerAt();
    statistics = state.statistics();
  }

  // Attempts

  void attemptStarted(long newAttempt, OptionalLong restoredFrom) {
    if (!(phase instanceof Phase.Idle)) {
      throw new IllegalStateException(
          "attempt %d starts, but attempt %d is in %s".formatted(newAttempt, attempt, phase));
    }
    if (newAttempt <= attempt) {
      throw new IllegalStateException(
          "attempt %d starts after attempt %d".formatted(newAttempt, attempt));
    }
    attempt = newAttempt;
    phase = new Phase.Checkpointing();
    pacer = pacer.restart(now);
    failures = FailureTally.start(settings.tolerableFailures());
    confirmations = Confirmations.startingFrom(restoredFrom.orElse(0), index);
  }

  void attemptEnded() {
    if (phase instanceof Phase.Deposed || phase instanceof Phase.Done) {
      return;
    }
    Phase before = phase;
    phase = new Phase.Idle();
    for (CheckpointRun run : List.copyOf(runs.values())) {
      fail(run, CheckpointFailureReason.ATTEMPT_ENDED, "");
    }
    refuseWaiting(before, CheckpointFailureReason.ATTEMPT_ENDED);
    timerAt = OptionalLong.empty();
  }

  void deposed(String reason) {
    if (phase instanceof Phase.Deposed) {
      return;
    }
    Phase before = phase;
    phase = new Phase.Deposed();
    for (CheckpointRun run : List.copyOf(runs.values())) {
      boolean mayExist = run instanceof Logging;
      Aborted over = abort(run, run.onDeposed(reason, now));
      if (mayExist) {
        files.forget(run);
      } else {
        files.remove(over);
      }
    }
    refuseWaiting(before, CheckpointFailureReason.DEPOSED);
    timerAt = OptionalLong.empty();
  }

  private void refuseWaiting(Phase before, CheckpointFailureReason reason) {
    if (before instanceof Phase.Draining draining) {
      refuse(draining.request(), reason);
    }
    if (before instanceof Phase.AllEnded ended) {
      refuse(ended.terminal(), reason);
    }
    pacer.waiting().forEach(request -> refuse(request, reason));
    pacer = pacer.restart(now);
  }

  // Requests

  void request(TriggerRequest request) {
    if (request.requestId().isEmpty() || request.kind() == CheckpointKind.FINAL_CHECKPOINT) {
      throw new IllegalArgumentException(
          "%s is the coordinator's own, expected a request with an id".formatted(request));
    }
    if (!(phase instanceof Phase.Checkpointing) || pacer.isFull()) {
      refuse(request, phase.refusal());
    } else if (request.kind() == CheckpointKind.DRAIN_SAVEPOINT) {
      phase = new Phase.Draining(request);
      effects.add(new CoordinatorEffect.EndSources());
    } else {
      pacer = pacer.request(request);
    }
  }

  private void refuse(TriggerRequest request, CheckpointFailureReason reason) {
    request
        .requestId()
        .ifPresent(
            id ->
                effects.add(
                    new AnswerRequest(
                        id,
                        new RequestResult.Failed(
                            reason, "%s refused: %s".formatted(request.kind(), reason.text())))));
  }

  // Checkpoints in progress

  AckOutcome judge(SubtaskAck ack) {
    long id = ack.checkpointId();
    CheckpointRun run = runs.get(id);
    if (run != null) {
      return run.judge(ack.subtask());
    }
    if (!index.contains(ack.subtask()) || id >= nextId) {
      return AckOutcome.UNKNOWN;
    }
    return files.isAborted(id) ? AckOutcome.DISCARDED : AckOutcome.DUPLICATE;
  }

  void ack(SubtaskAck ack) {
    AckOutcome outcome = judge(ack);
    CheckpointRun run = runs.get(ack.checkpointId());
    if (outcome == AckOutcome.SUCCESS && run != null) {
      advance(run.onAck(ack, now));
    } else if (outcome == AckOutcome.DISCARDED) {
      files.removeLate(ack);
    }
  }

  void decline(SubtaskDecline decline) {
    CheckpointRun run = runs.get(decline.checkpointId());
    if (run != null && index.contains(decline.subtask())) {
      String detail = decline.detail().isEmpty() ? "" : ": " + decline.detail();
      fail(run, decline.reason(), decline.subtask() + detail);
    } else {
      files.removeAgain(decline.checkpointId());
    }
  }

  void manifestStored(long checkpointId) {
    CheckpointRun run = runs.get(checkpointId);
    if (run instanceof Storing) {
      subsumeOlder(run);
      advance(run.onManifestStored());
    } else {
      files.removeAgain(checkpointId);
    }
  }

  void manifestFailed(long checkpointId, String message) {
    CheckpointRun run = runs.get(checkpointId);
    if (run instanceof Storing) {
      fail(run, CheckpointFailureReason.MANIFEST_NOT_STORED, message);
    } else {
      files.removeAgain(checkpointId);
    }
  }

  /**
   * Entries are appended in order, so ids in the log rise if older ones can no longer get there.
   * That goes for a terminal savepoint too: recovery restores from it, and once its sinks have
   * committed, from nothing older.
   */
  private void subsumeOlder(CheckpointRun newer) {
    if (newer.kind().isSavepoint() && !newer.kind().isTerminal()) {
      return;
    }
    for (CheckpointRun older : List.copyOf(runs.headMap(newer.id()).values())) {
      if (!older.kind().isSavepoint()) {
        fail(older, CheckpointFailureReason.SUBSUMED, "by checkpoint " + newer.id());
      }
    }
  }

  void logged(LoggedEntry logged) {
    CheckpointRun run = runs.get(idOf(logged.entry()));
    if (!(run instanceof Logging logging)) {
      throw new IllegalStateException("nobody is waiting for " + logged);
    }
    Step<CheckpointRun, CoordinatorEffect> step = run.onLogged(logged, now);
    step.effects().stream()
        .filter(effect -> isCurrent(run) || !(effect instanceof CoordinatorEffect.NotifyComplete))
        .forEach(effects::add);
    runs.remove(run.id());
    statistics = statistics.updated(step.next().view());
    pacer = pacer.ended(run.kind(), now);
    failures = failures.completed(run.kind());
    files.retain(logging);
    if (run.kind().isTerminal() && isCurrent(run)) {
      logged.commitPermit().ifPresent(this::beginCommit);
    }
  }

  private static long idOf(LogEntry entry) {
    if (entry instanceof LogEntry.CheckpointCompleted checkpoint) {
      return checkpoint.checkpointId();
    }
    return entry instanceof LogEntry.SavepointCompleted savepoint ? savepoint.checkpointId() : 0;
  }

  private void beginCommit(CommitPermit permit) {
    Phase before = phase;
    phase = new Phase.Committing(permit);
    for (CheckpointRun other : List.copyOf(runs.values())) {
      fail(other, CheckpointFailureReason.JOB_ENDING, "");
    }
    refuseWaiting(before, CheckpointFailureReason.JOB_ENDING);
  }

  void commitConfirmed(long checkpointId, SubtaskId subtask) {
    confirmations = confirmations.plus(subtask, checkpointId);
    if (phase instanceof Phase.Committing committing
        && confirmations.byAll() >= committing.permit().checkpointId()) {
      phase = new Phase.Done();
      effects.add(new CoordinatorEffect.CompleteJob(Optional.of(committing.permit())));
    }
  }

  // The end of the input

  void allEnded() {
    if (phase instanceof Phase.Draining draining) {
      phase = new Phase.AllEnded(draining.request(), now);
    } else if (phase instanceof Phase.Terminating terminating) {
      phase = new Phase.Terminating(terminating.checkpointId(), true);
    } else if (phase instanceof Phase.Checkpointing) {
      endOfInput();
    }
  }

  private void endOfInput() {
    if (settings.afterTasksFinish()) {
      phase = new Phase.AllEnded(TriggerRequest.FINAL, now);
      return;
    }
    Phase before = phase;
    phase = new Phase.Done();
    for (CheckpointRun run : List.copyOf(runs.values())) {
      fail(run, CheckpointFailureReason.JOB_ENDING, "");
    }
    refuseWaiting(before, CheckpointFailureReason.JOB_ENDING);
    effects.add(new CoordinatorEffect.CompleteJob(Optional.empty()));
  }

  // Time

  void timer() {
    timerAt = OptionalLong.empty();
    for (CheckpointRun run : List.copyOf(runs.values())) {
      if (run.deadline() <= now) {
        fail(run, CheckpointFailureReason.EXPIRED, run.acks().waitedFor(settings.timeoutMillis()));
      }
    }
  }

  // Failures

  private void fail(CheckpointRun run, CheckpointFailureReason reason, String message) {
    Step<CheckpointRun, CoordinatorEffect> step = run.onFailed(reason, message, now);
    if (!(step.next() instanceof Aborted)) {
      return;
    }
    Aborted over = abort(run, step);
    if (!(phase instanceof Phase.Idle)) {
      effects.add(new CoordinatorEffect.SendAborted(run.id(), reason));
    }
    files.remove(over);
    count(over);
    if (phase instanceof Phase.Terminating terminating && terminating.checkpointId() == run.id()) {
      afterTerminalFailure(over);
    }
  }

  /** Sources that were told to end cannot be told to go on: only a restore brings them back. */
  private void afterTerminalFailure(Aborted over) {
    if (over.kind() == CheckpointKind.DRAIN_SAVEPOINT) {
      effects.add(
          new CoordinatorEffect.FailJob(
              FailureCause.external(
                  over.sentence() + "; the sources have ended, so the job is restored")));
    } else {
      phase = phase.afterTerminalFailure(now + retryPause());
    }
  }

  private long retryPause() {
    return Math.max(settings.pacing().minPauseMillis(), MIN_RETRY_MILLIS);
  }

  private Aborted abort(CheckpointRun run, Step<CheckpointRun, CoordinatorEffect> step) {
    if (!(step.next() instanceof Aborted over)) {
      throw new IllegalStateException("checkpoint %d was not given up".formatted(run.id()));
    }
    runs.remove(run.id());
    effects.addAll(step.effects());
    files.remember(run);
    statistics = statistics.updated(over.view());
    pacer = pacer.ended(run.kind(), now);
    return over;
  }

  private void count(Aborted run) {
    FailureTally before = failures;
    failures = failures.failed(run.kind(), run.reason());
    if (failures.inARow() > before.inARow() && failures.isExceeded()) {
      effects.add(
          new CoordinatorEffect.FailJob(
              FailureCause.external(
                  "%s; %d failed in a row, %d are tolerated"
                      .formatted(
                          run.sentence(), failures.inARow(), settings.tolerableFailures()))));
    }
  }

  // Whatever the event was

  Step<CoordinatorState, CoordinatorEffect> finish() {
    triggerWhatIsDue();
    if (!(phase instanceof Phase.Deposed)) {
      files.letGo(confirmations);
    }
    if (!statistics.equals(statisticsBefore)) {
      effects.add(new CoordinatorEffect.PublishStatistics(statistics));
    }
    schedule();
    return new Step<>(
        new CoordinatorState(
            plan,
            index,
            phase,
            attempt,
            pacer,
            runs,
            files.aborted(),
            files.retention(),
            confirmations,
            failures,
            nextId,
            timerAt,
            statistics),
        effects);
  }

  private void triggerWhatIsDue() {
    while (phase.isPaced()) {
      CheckpointPacer.Decision decision = pacer.decide(now, placesTaken());
      pacer = decision.next();
      if (decision.trigger().isEmpty()) {
        return;
      }
      trigger(decision.trigger().get(), false);
    }
    if (phase instanceof Phase.AllEnded ended && ended.triggerAt() <= now) {
      trigger(ended.terminal(), true);
    }
  }

  private int placesTaken() {
    return (int) runs.values().stream().filter(CheckpointRun::takesPlace).count();
  }

  private void trigger(TriggerRequest request, boolean allEnded) {
    long id = nextId++;
    CheckpointBarrier barrier =
        new CheckpointBarrier(id, now, request.kind(), plan.directoryOf(request, id));
    RunHeader header =
        new RunHeader(
            plan,
            barrier,
            attempt,
            request.requestId(),
            now + settings.timeoutMillis(),
            confirmations.byAll());
    CheckpointRun run = CheckpointRun.triggered(header, index);
    runs.put(id, run);
    statistics = statistics.triggered(run.view(), settings.historySize());
    effects.add(new CoordinatorEffect.SendTrigger(barrier, plan.topology().enumerators()));
    if (request.kind().isTerminal()) {
      phase = new Phase.Terminating(id, allEnded);
    }
  }

  private void schedule() {
    OptionalLong wanted = nextTimer();
    if (wanted.isPresent() && !wanted.equals(timerAt)) {
      effects.add(new CoordinatorEffect.ScheduleTimer(wanted.getAsLong()));
      timerAt = wanted;
    }
  }

  private OptionalLong nextTimer() {
    long at =
        runs.values().stream().mapToLong(CheckpointRun::deadline).min().orElse(Long.MAX_VALUE);
    if (phase.isPaced()) {
      at = Math.min(at, pacer.wakeup(placesTaken()).orElse(Long.MAX_VALUE));
    }
    if (phase instanceof Phase.AllEnded ended) {
      at = Math.min(at, ended.triggerAt());
    }
    return at == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(at);
  }

  /** Subtasks of a later attempt learn what to commit from what they restore. */
  private boolean isCurrent(CheckpointRun run) {
    return run.header().attempt() == attempt && !(phase instanceof Phase.Idle);
  }

  private void advance(Step<CheckpointRun, CoordinatorEffect> step) {
    runs.put(step.next().id(), step.next());
    statistics = statistics.updated(step.next().view());
    effects.addAll(step.effects());
  }
}
