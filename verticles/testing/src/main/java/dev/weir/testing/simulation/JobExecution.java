package dev.weir.testing.simulation;

import dev.weir.protocol.FailureCause;
import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.job.JobEffect;
import dev.weir.protocol.job.JobLife;
import dev.weir.protocol.job.JobStatus;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.pacing.TriggerRequest;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The life of a job in the hands of a coordinator: feeds {@link JobLife} and carries out what it
 * decides, as the runtime's {@code JobVerticle} does.
 */
final class JobExecution implements JobEffect.Handler {

  private final World world;
  private final NodeProcess process;
  private final Coordinator coordinator;
  private final Attempts attempts;
  private final Requests requests;
  private final EffectQueue effects;
  private final Chance chance;
  private JobLife life;
  private @Nullable Runnable whenGone;
  private long timer;
  private boolean ending;

  /**
   * @param effects in whose order effects are carried out, with those of checkpoints
   */
  JobExecution(
      World world,
      NodeProcess process,
      Coordinator coordinator,
      Attempts attempts,
      Requests requests,
      EffectQueue effects) {
    this.world = world;
    this.process = process;
    this.coordinator = coordinator;
    this.attempts = attempts;
    this.requests = requests;
    this.effects = effects;
    this.chance = world.chance();
    this.life = JobLife.create(world.restartPolicy());
  }

  JobLife life() {
    return life;
  }

  boolean isRunning() {
    return life.status() == JobStatus.RUNNING;
  }

  private void apply(Step<JobLife, JobEffect> step) {
    world.observers().moved(life, step.next());
    life = step.next();
    step.effects().forEach(effect -> effects.add(() -> effect.applyTo(this)));
    effects.carryOut();
  }

  // What happens to it

  void start() {
    apply(life.onStart(world.millis()));
  }

  void cancel() {
    apply(life.onCancel());
  }

  void stop(TriggerRequest request) {
    apply(life.onStop(request));
  }

  void stopFailed() {
    apply(life.onStopFailed());
  }

  void replace() {
    apply(life.onReplace(attempts.current()));
  }

  void nodeLost() {
    apply(life.onNodeLost(attempts.current(), world.millis()));
  }

  void fail(Optional<SubtaskId> subtask, FailureCause cause) {
    apply(life.onFailure(attempts.current(), subtask, cause, world.millis(), chance));
  }

  void allEnded() {
    apply(life.onAllEnded(attempts.current()));
  }

  void completed() {
    apply(life.onCompleted(attempts.current()));
  }

  /** The coordinator gives it up without ending it. */
  void suspend() {
    apply(life.onSuspend());
  }

  /** At once, or when no subtask is left of an attempt that is being cancelled. */
  void whenGone(Runnable action) {
    if (ending) {
      whenGone = action;
    } else {
      action.run();
    }
  }

  // Attempts

  @Override
  public void deploy(JobEffect.Deploy effect) {
    coordinator.checkpointing().whenSettled(() -> prepare(effect.attempt()));
  }

  private void prepare(long attempt) {
    attempts.prepare(attempt);
    new AttemptStart(
            world, process, coordinator, coordinator.office(), coordinator.checkpointing(), attempt)
        .begin(coordinator.deployer());
  }

  /** Whether an attempt is still to be started. */
  boolean isAwaited(long attempt) {
    return attempt == attempts.current() && life.status() == JobStatus.INITIALIZING;
  }

  /** All subtasks of an attempt are there. */
  void deployed(long attempt, OptionalLong restored, Attempt started) {
    apply(life.onDeployed(attempt, world.millis()));
    if (isRunning()) {
      coordinator.checkpointing().attemptStarted(attempt, restored);
      started.tellAll(new Command.Start());
      coordinator.deployer().deployed();
    }
  }

  @Override
  public void cancelAttempt(JobEffect.CancelAttempt effect) {
    coordinator.checkpointing().attemptEnded();
    Attempt running = attempts.cancel();
    ending = true;
    if (running == null) {
      process.after(0, () -> gone(effect.attempt()));
    } else {
      running.cancel(() -> gone(effect.attempt()));
    }
  }

  private void gone(long attempt) {
    ending = false;
    Runnable waiting = whenGone;
    if (waiting != null) {
      waiting.run();
      return;
    }
    apply(life.onAttemptGone(attempt, world.millis()));
  }

  @Override
  public void scheduleTimer(JobEffect.ScheduleTimer effect) {
    long scheduled = ++timer;
    process.at(
        Math.max(effect.at(), world.millis() + 1) * 1_000,
        () -> {
          if (scheduled == timer) {
            apply(life.onTimer(world.millis()));
          }
        });
  }

  @Override
  public void reportFailure(JobEffect.ReportFailure effect) {
    if (world.isTelling()) {
      world.tell(
          process,
          "attempt %d failed%s: %s"
              .formatted(
                  effect.failure().attempt(),
                  effect.failure().subtask().map(id -> " in " + id).orElse(""),
                  effect.failure().cause().message()));
    }
    requests.answerStop(false);
  }

  // The end

  @Override
  public void reportStatus(JobEffect.ReportStatus effect) {
    if (world.isTelling()) {
      world.tell(process, "the job is " + effect.status());
    }
    if (effect.status().isGloballyTerminal()) {
      coordinator.jobEnded();
    }
  }

  @Override
  public void logEnd(JobEffect.LogEnd effect) {
    boolean kept = effect.end() != LogEntry.JobEnd.FINISHED;
    coordinator
        .office()
        .log()
        .append(
            new LogEntry.JobEnded(effect.end(), world.millis(), kept, effect.cause()),
            logged -> {
              if (!kept) {
                coordinator.checkpointing().discardAll();
              }
              apply(life.onEndLogged());
            },
            coordinator::deposed);
  }

  @Override
  public void requestStop(JobEffect.RequestStop effect) {
    coordinator.checkpointing().request(effect.request());
  }

  @Override
  public void refuseStop(JobEffect.RefuseStop effect) {
    effect.request().requestId().ifPresent(id -> requests.answer(id, false));
  }
}
