package dev.weir.protocol.coordinator;

import dev.weir.protocol.JobTopology;
import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.AckOutcome;
import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.protocol.checkpoint.SubtaskDecline;
import dev.weir.protocol.log.LoggedEntry;
import dev.weir.protocol.pacing.CheckpointPacer;
import dev.weir.protocol.pacing.TriggerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Takes checkpoints of one run of a job, over all its attempts, during one term. Immutable; each
 * event gives the next coordinator and what is to be done. Events of attempts other than the
 * current one are for the caller to drop. All times are milliseconds of one clock.
 *
 * <pre>
 * phase          event                               next           effects
 * Idle           attempt started                     Checkpointing  -
 * Checkpointing  request to stop with a savepoint    Terminating    SendTrigger
 * Checkpointing  request to drain                    Draining       EndSources
 * Checkpointing  all ended, final checkpoint wanted  AllEnded       -
 * Checkpointing  all ended, none wanted              Done           CompleteJob
 * Draining       all ended                           AllEnded       -
 * Terminating    its checkpoint logged               Committing     NotifyComplete
 * Terminating    its drain savepoint failed          Terminating    FailJob
 * Terminating    its checkpoint failed, all ended    AllEnded       (a final one after a pause)
 * Terminating    its checkpoint failed, else         Checkpointing  -
 * AllEnded       timer                               Terminating    SendTrigger
 * Committing     all have confirmed                  Done           CompleteJob
 * all but Done   attempt ended                       Idle           AnswerRequest (to all waiting)
 * all            deposed                             Deposed        AnswerRequest (to all waiting)
 * </pre>
 *
 * <p>Checkpoints are triggered, as they fall due, while Checkpointing, and may be in progress in
 * any phase; what happens to one is drawn at {@link CheckpointRun}. In every phase one that fails
 * is told to all, its files are removed, and if its reason counts and too many have failed in a
 * row, the attempt fails.
 *
 * <p>What the caller owes: effects are carried out in order; entries are appended one after the
 * other in the order asked for; every subtask confirms every {@code NotifyComplete}; {@link
 * #onLogged} or {@link #onDeposed} answers every {@code AppendLog}; a new attempt is deployed only
 * when {@link #isSettled}, since what it restores from depends on it.
 */
public final class CheckpointCoordinator {

  private final CoordinatorState state;

  private CheckpointCoordinator(CoordinatorState state) {
    this.state = state;
  }

  /**
   * Takes office.
   *
   * @param nextId larger than every id used before in this run and term
   * @param retained what the log says exists, oldest first; checkpoints of an earlier run that this
   *     one has taken over may be among them, and are removed when they are subsumed
   * @param foreign files that are never removed: those of a savepoint the job was restored from
   */
  public static CheckpointCoordinator inOffice(
      CoordinatorPlan plan, long nextId, List<RetainedCheckpoint> retained, Set<String> foreign) {
    SubtaskIndex index = new SubtaskIndex(plan.topology());
    CheckpointSettings settings = plan.settings();
    return new CheckpointCoordinator(
        new CoordinatorState(
            plan,
            index,
            new Phase.Idle(),
            0,
            CheckpointPacer.start(settings.pacing(), 0),
            new TreeMap<>(),
            new TreeMap<>(),
            new Retention(settings.numRetained(), retained, List.of(), foreign),
            Confirmations.startingFrom(0, index),
            FailureTally.start(settings.tolerableFailures()),
            nextId,
            OptionalLong.empty(),
            CheckpointStatistics.NONE));
  }

  /**
   * All subtasks of an attempt are running; checkpoints may begin.
   *
   * @param attempt larger than those before
   * @param restoredFrom id of the checkpoint it has restored, if any
   */
  public Step<CheckpointCoordinator, CoordinatorEffect> onAttemptStarted(
      long attempt, OptionalLong restoredFrom, long now) {
    return turn(now, turn -> turn.attemptStarted(attempt, restoredFrom));
  }

  /** The attempt is over, for whatever reason; what is in progress is given up. */
  public Step<CheckpointCoordinator, CoordinatorEffect> onAttemptEnded(long now) {
    return turn(now, CoordinatorTurn::attemptEnded);
  }

  /** The time asked for by {@link CoordinatorEffect.ScheduleTimer} has come. */
  public Step<CheckpointCoordinator, CoordinatorEffect> onTimer(long now) {
    return turn(now, CoordinatorTurn::timer);
  }

  /**
   * A user wants a checkpoint or a savepoint; answered by {@link CoordinatorEffect.AnswerRequest}.
   *
   * @param request with an id; of any kind but the final checkpoint
   */
  public Step<CheckpointCoordinator, CoordinatorEffect> onRequest(
      TriggerRequest request, long now) {
    return turn(now, turn -> turn.request(request));
  }

  /** What {@link #onAck} will make of an acknowledgement. */
  public AckOutcome judge(SubtaskAck ack) {
    return new CoordinatorTurn(state, 0).judge(ack);
  }

  public Step<CheckpointCoordinator, CoordinatorEffect> onAck(SubtaskAck ack, long now) {
    return turn(now, turn -> turn.ack(ack));
  }

  public Step<CheckpointCoordinator, CoordinatorEffect> onDecline(
      SubtaskDecline decline, long now) {
    return turn(now, turn -> turn.decline(decline));
  }

  public Step<CheckpointCoordinator, CoordinatorEffect> onManifestStored(
      long checkpointId, long now) {
    return turn(now, turn -> turn.manifestStored(checkpointId));
  }

  /**
   * @param message what storage said
   */
  public Step<CheckpointCoordinator, CoordinatorEffect> onManifestFailed(
      long checkpointId, String message, long now) {
    return turn(now, turn -> turn.manifestFailed(checkpointId, message));
  }

  /** An entry that this coordinator asked for is in the log. */
  public Step<CheckpointCoordinator, CoordinatorEffect> onLogged(LoggedEntry logged, long now) {
    return turn(now, turn -> turn.logged(logged));
  }

  /** Another coordinator has taken over; nothing more will be done. */
  public Step<CheckpointCoordinator, CoordinatorEffect> onDeposed(String reason, long now) {
    return turn(now, turn -> turn.deposed(reason));
  }

  /** Every subtask has handled the end of its input. */
  public Step<CheckpointCoordinator, CoordinatorEffect> onAllEnded(long now) {
    return turn(now, CoordinatorTurn::allEnded);
  }

  /** A subtask has committed what belongs to this checkpoint and to those before it. */
  public Step<CheckpointCoordinator, CoordinatorEffect> onCommitConfirmed(
      long checkpointId, SubtaskId subtask, long now) {
    return turn(now, turn -> turn.commitConfirmed(checkpointId, subtask));
  }

  private Step<CheckpointCoordinator, CoordinatorEffect> turn(
      long now, Consumer<CoordinatorTurn> event) {
    CoordinatorTurn turn = new CoordinatorTurn(state, now);
    event.accept(turn);
    Step<CoordinatorState, CoordinatorEffect> step = turn.finish();
    return new Step<>(new CheckpointCoordinator(step.next()), step.effects());
  }

  /** Whether no entry is being appended, so that what exists is known. */
  public boolean isSettled() {
    return state.runs().values().stream().noneMatch(run -> run instanceof Logging);
  }

  /** What is to be removed when the job has ended and its checkpoints are not to be kept. */
  public CoordinatorEffect.RemoveFiles discardAll() {
    Retention retention = state.retention();
    return new Retention(1, List.of(), List.of(), retention.foreign())
        .removalOf(everythingOf(retention), Set.of());
  }

  private static List<RetainedCheckpoint> everythingOf(Retention retention) {
    List<RetainedCheckpoint> all = new ArrayList<>(retention.retained());
    retention.leaving().forEach(entry -> all.add(entry.checkpoint()));
    return all;
  }

  /** The checkpoints that exist, oldest first. */
  public List<RetainedCheckpoint> retained() {
    return state.retention().retained();
  }

  /** The id of the next checkpoint. */
  public long nextId() {
    return state.nextId();
  }

  public CheckpointStatistics statistics() {
    return state.statistics();
  }

  /**
   * Goes on with another topology: the attempts from now on have another parallelism. To be called
   * between attempts, when it {@link #isSettled}.
   */
  public CheckpointCoordinator withTopology(JobTopology topology) {
    SubtaskIndex index = new SubtaskIndex(topology);
    return new CheckpointCoordinator(
        new CoordinatorState(
            state.plan().withTopology(topology),
            index,
            state.phase(),
            state.attempt(),
            state.pacer(),
            state.runs(),
            state.aborted(),
            state.retention(),
            Confirmations.startingFrom(0, index),
            state.failures(),
            state.nextId(),
            state.timerAt(),
            state.statistics()));
  }

  /** Goes on with these statistics, to which a restore was added or which a former term left. */
  public CheckpointCoordinator withStatistics(CheckpointStatistics statistics) {
    return new CheckpointCoordinator(
        new CoordinatorState(
            state.plan(),
            state.index(),
            state.phase(),
            state.attempt(),
            state.pacer(),
            state.runs(),
            state.aborted(),
            state.retention(),
            state.confirmations(),
            state.failures(),
            state.nextId(),
            state.timerAt(),
            statistics));
  }
}
