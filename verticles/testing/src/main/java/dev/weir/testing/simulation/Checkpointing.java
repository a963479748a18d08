package dev.weir.testing.simulation;

import dev.weir.protocol.JobTopology;
import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.protocol.checkpoint.SubtaskDecline;
import dev.weir.protocol.coordinator.CheckpointCoordinator;
import dev.weir.protocol.coordinator.CoordinatorEffect;
import dev.weir.protocol.coordinator.CoordinatorPlan;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.pacing.TriggerRequest;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a coordinator in office: feeds {@link CheckpointCoordinator} and carries out
 * what it decides, as the runtime's class of this name.
 */
final class Checkpointing implements CoordinatorEffect.Handler {

  private static final long ENTRIES_BETWEEN_TRUNCATIONS = 4;

  private final World world;
  private final NodeProcess process;
  private final Coordinator owner;
  private final Attempts attempts;
  private final Takeover.Office office;
  private final EffectQueue effects;
  private CheckpointCoordinator state;
  private @Nullable Runnable whenSettled;
  private Optional<String> latestManifest;
  private long timer;

  /**
   * @param attempts whose subtasks take them
   * @param effects in whose order effects are carried out, with those of the job's life
   */
  Checkpointing(
      World world,
      NodeProcess process,
      Coordinator owner,
      Attempts attempts,
      Takeover.Office office,
      JobTopology topology,
      EffectQueue effects) {
    this.world = world;
    this.process = process;
    this.owner = owner;
    this.attempts = attempts;
    this.office = office;
    this.effects = effects;
    this.latestManifest = office.latestManifest();
    this.state =
        CheckpointCoordinator.inOffice(
            new CoordinatorPlan(
                World.JOB, topology, office.layout(), office.term(), world.settings()),
            office.nextCheckpointId(),
            office.retained(),
            office.foreign());
  }

  /** What the next attempt restores. */
  Optional<String> latestManifest() {
    return latestManifest;
  }

  private void apply(Step<CheckpointCoordinator, CoordinatorEffect> step) {
    world.observers().moved(state, step.next());
    state = step.next();
    step.effects().forEach(effect -> effects.add(() -> effect.applyTo(this)));
    Runnable waiting = whenSettled;
    if (waiting != null && state.isSettled()) {
      whenSettled = null;
      effects.add(waiting);
    }
    effects.carryOut();
  }

  // What happens to them

  void attemptStarted(long attempt, OptionalLong restored) {
    apply(state.onAttemptStarted(attempt, restored, world.millis()));
  }

  void attemptEnded() {
    apply(state.onAttemptEnded(world.millis()));
  }

  void request(TriggerRequest request) {
    apply(state.onRequest(request, world.millis()));
  }

  void acknowledged(SubtaskAck ack) {
    apply(state.onAck(ack, world.millis()));
  }

  void declined(SubtaskDecline decline) {
    apply(state.onDecline(decline, world.millis()));
  }

  void allEnded() {
    apply(state.onAllEnded(world.millis()));
  }

  void committed(long checkpointId, SubtaskId subtask) {
    apply(state.onCommitConfirmed(checkpointId, subtask, world.millis()));
  }

  /** At once, or when no entry is being appended any more; whoever waited before waits in vain. */
  void whenSettled(Runnable action) {
    if (state.isSettled()) {
      action.run();
    } else {
      whenSettled = action;
    }
  }

  /** The next attempt has other subtasks. */
  void topology(JobTopology topology) {
    state = state.withTopology(topology);
  }

  /** Removes all checkpoints: the job has finished. */
  void discardAll() {
    removeFiles(state.discardAll());
  }

  // What they ask for

  @Override
  public void sendTrigger(CoordinatorEffect.SendTrigger effect) {
    world.observers().triggered(office.layout().logDirectory(), office.term(), effect.barrier());
    if (world.isTelling()) {
      world.tell(
          process,
          "triggers %s %d".formatted(effect.barrier().kind(), effect.barrier().checkpointId()));
    }
    effect.enumerators().forEach(id -> attempts.tell(id, new Command.Trigger(effect.barrier())));
  }

  @Override
  public void sendAborted(CoordinatorEffect.SendAborted effect) {
    if (world.isTelling()) {
      world.tell(process, "gives checkpoint " + effect.checkpointId() + " up: " + effect.reason());
    }
    attempts.tellAll(new Command.Abort(effect.checkpointId()));
  }

  @Override
  public void notifyComplete(CoordinatorEffect.NotifyComplete effect) {
    attempts.tellAll(new Command.Complete(effect.permit().checkpointId()));
  }

  @Override
  public void endSources(CoordinatorEffect.EndSources effect) {
    attempts.tellAll(new Command.EndSources());
  }

  @Override
  public void storeManifest(CoordinatorEffect.StoreManifest effect) {
    long id = effect.manifest().checkpointId();
    world
        .storage()
        .putIfAbsent(
            process,
            effect.path(),
            effect.manifest(),
            answer ->
                apply(
                    !answer.failed() && answer.get()
                        ? state.onManifestStored(id, world.millis())
                        : state.onManifestFailed(id, "not written", world.millis())));
  }

  @Override
  public void appendLog(CoordinatorEffect.AppendLog effect) {
    office
        .log()
        .append(
            effect.entry(),
            logged -> {
              manifestOf(effect.entry()).ifPresent(path -> latestManifest = Optional.of(path));
              if (logged.record().number() % ENTRIES_BETWEEN_TRUNCATIONS == 0) {
                office.log().truncate();
              }
              apply(state.onLogged(logged, world.millis()));
            },
            reason -> {
              apply(state.onDeposed(reason, world.millis()));
              owner.deposed(reason);
            });
  }

  private static Optional<String> manifestOf(LogEntry entry) {
    if (entry instanceof LogEntry.CheckpointCompleted checkpoint) {
      return Optional.of(checkpoint.manifest());
    }
    return entry instanceof LogEntry.SavepointCompleted savepoint && savepoint.kind().isTerminal()
        ? Optional.of(savepoint.manifest())
        : Optional.empty();
  }

  @Override
  public void removeFiles(CoordinatorEffect.RemoveFiles effect) {
    effect.directories().stream()
        .sorted()
        .forEach(path -> world.storage().deleteDirectory(process, path, ignored -> {}));
    effect.files().stream()
        .sorted()
        .forEach(path -> world.storage().delete(process, path, ignored -> {}));
  }

  @Override
  public void scheduleTimer(CoordinatorEffect.ScheduleTimer effect) {
    long scheduled = ++timer;
    process.at(
        Math.max(effect.at(), world.millis() + 1) * 1_000,
        () -> {
          if (scheduled == timer) {
            apply(state.onTimer(world.millis()));
          }
        });
  }

  @Override
  public void failJob(CoordinatorEffect.FailJob effect) {
    owner.fail(Optional.empty(), effect.cause());
  }

  @Override
  public void answerRequest(CoordinatorEffect.AnswerRequest effect) {
    owner.answered(effect);
  }

  @Override
  public void completeJob(CoordinatorEffect.CompleteJob effect) {
    owner.completed();
  }

  @Override
  public void publishStatistics(CoordinatorEffect.PublishStatistics effect) {
    if (effect.statistics().inProgress() < 0) {
      throw new Violation(
          "StatisticsAddUp", effect.statistics().inProgress() + " checkpoints in progress");
    }
  }
}
