package dev.weir.testing.simulation;

import dev.weir.protocol.FailureCause;
import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.coordinator.CheckpointCoordinator;
import dev.weir.protocol.coordinator.CoordinatorEffect;
import dev.weir.protocol.coordinator.CoordinatorPlan;
import dev.weir.protocol.coordinator.RequestResult;
import dev.weir.protocol.job.Ended;
import dev.weir.protocol.job.JobEffect;
import dev.weir.protocol.job.JobLife;
import dev.weir.protocol.job.JobStatus;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.pacing.TriggerRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A coordinator from the moment its process tries to take office: feeds {@link JobLife} and {@link
 * CheckpointCoordinator} and carries out what they decide, as the runtime's {@code JobVerticle} and
 * {@code Checkpointing} do.
 */
final class Coordinator implements JobEffect.Handler, CoordinatorEffect.Handler {

  private static final long ATTEMPTS_OF_A_TERM = 1_000_000;
  private static final long ATTEMPTS_OF_A_RUN = 1_000_000_000_000L;
  private static final long ENTRIES_BETWEEN_TRUNCATIONS = 4;

  private final World world;
  private final NodeProcess process;
  private final Chance chance;
  private final EffectQueue effects = new EffectQueue();
  private final Set<SubtaskId> ended = new HashSet<>();
  private final Map<String, TriggerRequest> requests = new TreeMap<>();
  private final Map<Long, Attempt> attempts = new HashMap<>();
  private JobLife life;
  private Takeover.@Nullable Office office;
  private @Nullable Blueprint blueprint;
  private @Nullable CheckpointCoordinator checkpoints;
  private @Nullable Attempt deployment;
  private @Nullable Runnable whenSettled;
  private Optional<String> latestManifest = Optional.empty();
  private Optional<CoordinatorEffect.AnswerRequest> answerOfStop = Optional.empty();
  private long currentAttempt;
  private long jobTimer;
  private long checkpointTimer;
  private boolean over;

  Coordinator(World world, NodeProcess process) {
    this.world = world;
    this.process = process;
    this.chance = world.chance();
    this.life = JobLife.create(world.restartPolicy());
  }

  void takeOffice() {
    new Takeover(world, process, this::begin, this::gaveUp).begin();
  }

  private void gaveUp(String reason) {
    over = true;
    if (process.coordinator() == this) {
      process.coordinator(null);
    }
    if (world.isTelling()) {
      world.tell(process, "does not take office: " + reason);
    }
  }

  private void begin(Takeover.Office taken) {
    office = taken;
    Blueprint job = world.user().blueprint(taken.layout().run());
    blueprint = job;
    latestManifest = taken.latestManifest();
    checkpoints =
        CheckpointCoordinator.inOffice(
            new CoordinatorPlan(
                World.JOB, job.topology(), taken.layout(), taken.term(), world.settings()),
            taken.nextCheckpointId(),
            taken.retained(),
            taken.foreign());
    if (world.isTelling()) {
      world.tell(
          process,
          "takes office in run %d, term %d, from %s"
              .formatted(
                  taken.layout().run(), taken.term(), latestManifest.orElse("the beginning")));
    }
    apply(life.onStart(world.millis()));
    tick();
  }

  private Takeover.Office office() {
    if (office == null) {
      throw new IllegalStateException("not in office");
    }
    return office;
  }

  private CheckpointCoordinator checkpoints() {
    if (checkpoints == null) {
      throw new IllegalStateException("not in office");
    }
    return checkpoints;
  }

  boolean isOver() {
    return over;
  }

  boolean isInOffice() {
    return office != null && !over;
  }

  private void tick() {
    if (over) {
      return;
    }
    Attempt running = deployment;
    if (running != null && life.status() == JobStatus.RUNNING) {
      running.ailment().ifPresent(why -> fail(Optional.empty(), FailureCause.external(why)));
    }
    process.after(World.TICK_MICROS, this::tick);
  }

  private void apply(Step<JobLife, JobEffect> step) {
    world.observers().moved(life, step.next());
    life = step.next();
    step.effects().forEach(effect -> effects.add(() -> effect.applyTo(this)));
    effects.carryOut();
  }

  private void applyCheckpoints(Step<CheckpointCoordinator, CoordinatorEffect> step) {
    world.observers().moved(checkpoints(), step.next());
    checkpoints = step.next();
    step.effects().forEach(effect -> effects.add(() -> effect.applyTo(this)));
    Runnable waiting = whenSettled;
    if (waiting != null && step.next().isSettled()) {
      whenSettled = null;
      effects.add(waiting);
    }
    effects.carryOut();
  }

  // What subtasks and nodes report

  OrderedSender.@Nullable Receiver reportsOf(long attempt, SubtaskId id) {
    Attempt found = attempts.get(attempt);
    return found == null ? null : found.reportsOf(id);
  }

  void receive(long attempt, SubtaskId id, Report report) {
    if (over || checkpoints == null) {
      return;
    }
    if (report instanceof Report.Acknowledged acknowledged) {
      applyCheckpoints(checkpoints().onAck(acknowledged.ack(), world.millis()));
    } else if (report instanceof Report.Declined declined) {
      applyCheckpoints(checkpoints().onDecline(declined.decline(), world.millis()));
    } else if (attempt == numberOf(currentAttempt)) {
      receiveOfCurrentAttempt(id, report);
    }
  }

  private void receiveOfCurrentAttempt(SubtaskId id, Report report) {
    if (report instanceof Report.Ended) {
      ended.add(id);
      if (blueprint != null && ended.size() == blueprint.topology().subtasks().size()) {
        apply(life.onAllEnded(currentAttempt));
        applyCheckpoints(checkpoints().onAllEnded(world.millis()));
      }
    } else if (report instanceof Report.Committed committed) {
      applyCheckpoints(
          checkpoints().onCommitConfirmed(committed.checkpointId(), id, world.millis()));
    } else if (report instanceof Report.Failed failed) {
      fail(Optional.of(failed.subtask()), FailureCause.user(failed.why()));
    }
  }

  void heartbeat(long attempt, NodeProcess node) {
    Attempt running = deployment;
    if (running != null && running.number() == attempt) {
      running.heartbeat(node);
    }
  }

  private void fail(Optional<SubtaskId> subtask, FailureCause cause) {
    apply(life.onFailure(currentAttempt, subtask, cause, world.millis(), chance));
  }

  private long numberOf(long attempt) {
    return office().layout().run() * ATTEMPTS_OF_A_RUN
        + (office().term() - 1) * ATTEMPTS_OF_A_TERM
        + attempt;
  }

  // What users ask for

  void cancel() {
    apply(life.onCancel());
  }

  void request(TriggerRequest request) {
    String id = request.requestId().orElseThrow();
    requests.put(id, request);
    if (life.status() != JobStatus.RUNNING) {
      answer(id, false);
    } else if (request.kind().isTerminal()) {
      apply(life.onStop(request));
    } else {
      applyCheckpoints(checkpoints().onRequest(request, world.millis()));
    }
  }

  private void answer(String id, boolean completed) {
    requests.remove(id);
    world.observers().answered(id, completed);
  }

  // What the life of the job asks for

  @Override
  public void deploy(JobEffect.Deploy effect) {
    if (checkpoints().isSettled()) {
      deployNow(effect.attempt());
    } else {
      whenSettled = () -> deployNow(effect.attempt());
    }
  }

  private void deployNow(long attempt) {
    currentAttempt = attempt;
    ended.clear();
    if (latestManifest.isEmpty()) {
      deploy(attempt, Optional.empty(), OptionalLong.empty());
      return;
    }
    String path = latestManifest.get();
    world
        .storage()
        .read(
            process,
            path,
            answer -> {
              if (answer.failed()) {
                deploymentFailed(attempt, FailureCause.external(path + " cannot be read"));
              } else if (answer.value() instanceof Manifest manifest) {
                deploy(attempt, Optional.of(path), OptionalLong.of(manifest.checkpointId()));
              } else {
                deploymentFailed(
                    attempt, FailureCause.external(path + " is missing").withoutRetry());
              }
            });
  }

  private void deploy(long attempt, Optional<String> manifest, OptionalLong restored) {
    Blueprint job = blueprint;
    if (over
        || job == null
        || attempt != currentAttempt
        || life.status() != JobStatus.INITIALIZING) {
      return;
    }
    Deployment wanted =
        new Deployment(
            numberOf(attempt),
            process,
            office().term(),
            office().layout(),
            job,
            world.placement().place(job.topology().subtasks(), process.view()),
            manifest);
    Attempt starting =
        new Attempt(
            world,
            process,
            wanted,
            () -> {
              if (attempt == currentAttempt) {
                fail(Optional.empty(), FailureCause.external("a report was lost"));
              }
            });
    attempts.put(wanted.attempt(), starting);
    deployment = starting;
    starting.deploy(
        failure -> {
          if (failure.isPresent()) {
            deploymentFailed(attempt, FailureCause.external(failure.get()));
          } else {
            run(attempt, restored, starting);
          }
        },
        this::deposed);
  }

  private void run(long attempt, OptionalLong restored, Attempt started) {
    if (over || deployment != started) {
      return;
    }
    world.observers().attemptStarts(started.number());
    if (world.isTelling()) {
      world.tell(
          process,
          "starts attempt %d of term %d from %s"
              .formatted(
                  attempt,
                  office().term(),
                  restored.isPresent() ? "checkpoint " + restored.getAsLong() : "the beginning"));
    }
    apply(life.onDeployed(attempt, world.millis()));
    if (life.status() == JobStatus.RUNNING) {
      applyCheckpoints(checkpoints().onAttemptStarted(attempt, restored, world.millis()));
      started.tellAll(new Command.Start());
    }
  }

  private void deploymentFailed(long attempt, FailureCause cause) {
    if (!over && attempt == currentAttempt) {
      fail(Optional.empty(), cause);
    }
  }

  @Override
  public void cancelAttempt(JobEffect.CancelAttempt effect) {
    applyCheckpoints(checkpoints().onAttemptEnded(world.millis()));
    Attempt ending = deployment;
    deployment = null;
    if (ending == null) {
      process.after(0, () -> gone(effect.attempt()));
    } else {
      ending.cancel(() -> gone(effect.attempt()));
    }
  }

  private void gone(long attempt) {
    apply(life.onAttemptGone(attempt, world.millis()));
  }

  @Override
  public void scheduleTimer(JobEffect.ScheduleTimer effect) {
    long timer = ++jobTimer;
    process.at(
        Math.max(effect.at(), world.millis() + 1) * 1_000,
        () -> {
          if (timer == jobTimer) {
            apply(life.onTimer(world.millis()));
          }
        });
  }

  @Override
  public void reportStatus(JobEffect.ReportStatus effect) {
    if (world.isTelling()) {
      world.tell(process, "the job is " + effect.status());
    }
    if (effect.status().isGloballyTerminal()) {
      end();
    }
  }

  private void end() {
    answerOfStop.ifPresent(answer -> answer(answer.requestId(), true));
    List.copyOf(requests.keySet()).forEach(id -> answer(id, false));
    over = true;
    process.coordinator(null);
    if (life instanceof Ended last) {
      world.user().jobEnded(office().layout().run(), last.end());
    }
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
    answerOfStop.ifPresent(answer -> answer(answer.requestId(), false));
    answerOfStop = Optional.empty();
  }

  @Override
  public void logEnd(JobEffect.LogEnd effect) {
    boolean kept = effect.end() != LogEntry.JobEnd.FINISHED;
    office()
        .log()
        .append(
            new LogEntry.JobEnded(effect.end(), world.millis(), kept, effect.cause()),
            logged -> {
              if (!kept) {
                remove(checkpoints().discardAll());
              }
              apply(life.onEndLogged());
            },
            this::deposed);
  }

  @Override
  public void requestStop(JobEffect.RequestStop effect) {
    applyCheckpoints(checkpoints().onRequest(effect.request(), world.millis()));
  }

  @Override
  public void refuseStop(JobEffect.RefuseStop effect) {
    effect.request().requestId().ifPresent(id -> answer(id, false));
  }

  private void deposed(String reason) {
    if (over) {
      return;
    }
    if (world.isTelling()) {
      world.tell(process, "is deposed in term " + office().term() + ": " + reason);
    }
    apply(life.onSuspend());
    over = true;
    List.copyOf(requests.keySet()).forEach(id -> answer(id, false));
    world.deposed(process, this);
  }

  // What checkpoints lead to

  @Override
  public void sendTrigger(CoordinatorEffect.SendTrigger effect) {
    world
        .observers()
        .triggered(office().layout().logDirectory(), office().term(), effect.barrier());
    if (world.isTelling()) {
      world.tell(
          process,
          "triggers %s %d".formatted(effect.barrier().kind(), effect.barrier().checkpointId()));
    }
    Attempt running = deployment;
    if (running != null) {
      effect.enumerators().forEach(id -> running.tell(id, new Command.Trigger(effect.barrier())));
    }
  }

  @Override
  public void sendAborted(CoordinatorEffect.SendAborted effect) {
    if (world.isTelling()) {
      world.tell(process, "gives checkpoint " + effect.checkpointId() + " up: " + effect.reason());
    }
    tellAll(new Command.Abort(effect.checkpointId()));
  }

  @Override
  public void notifyComplete(CoordinatorEffect.NotifyComplete effect) {
    tellAll(new Command.Complete(effect.permit().checkpointId()));
  }

  @Override
  public void endSources(CoordinatorEffect.EndSources effect) {
    tellAll(new Command.EndSources());
  }

  private void tellAll(Command command) {
    Attempt running = deployment;
    if (running != null) {
      running.tellAll(command);
    }
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
                applyCheckpoints(
                    !answer.failed() && answer.get()
                        ? checkpoints().onManifestStored(id, world.millis())
                        : checkpoints().onManifestFailed(id, "not written", world.millis())));
  }

  @Override
  public void appendLog(CoordinatorEffect.AppendLog effect) {
    office()
        .log()
        .append(
            effect.entry(),
            logged -> {
              manifestOf(effect.entry()).ifPresent(path -> latestManifest = Optional.of(path));
              if (logged.record().number() % ENTRIES_BETWEEN_TRUNCATIONS == 0) {
                office().log().truncate();
              }
              applyCheckpoints(checkpoints().onLogged(logged, world.millis()));
            },
            reason -> {
              applyCheckpoints(checkpoints().onDeposed(reason, world.millis()));
              deposed(reason);
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
    remove(effect);
  }

  private void remove(CoordinatorEffect.RemoveFiles effect) {
    effect.directories().stream()
        .sorted()
        .forEach(path -> world.storage().deleteDirectory(process, path, ignored -> {}));
    effect.files().stream()
        .sorted()
        .forEach(path -> world.storage().delete(process, path, ignored -> {}));
  }

  @Override
  public void scheduleTimer(CoordinatorEffect.ScheduleTimer effect) {
    long timer = ++checkpointTimer;
    process.at(
        Math.max(effect.at(), world.millis() + 1) * 1_000,
        () -> {
          if (timer == checkpointTimer) {
            applyCheckpoints(checkpoints().onTimer(world.millis()));
          }
        });
  }

  @Override
  public void failJob(CoordinatorEffect.FailJob effect) {
    fail(Optional.empty(), effect.cause());
  }

  @Override
  public void answerRequest(CoordinatorEffect.AnswerRequest effect) {
    TriggerRequest request = requests.get(effect.requestId());
    boolean stop = request != null && request.kind().isTerminal();
    boolean completed = effect.result() instanceof RequestResult.Completed;
    if (stop && completed) {
      answerOfStop = Optional.of(effect); // the job has not stopped before all is committed
      return;
    }
    answer(effect.requestId(), completed);
    if (stop) {
      apply(life.onStopFailed());
    }
  }

  @Override
  public void completeJob(CoordinatorEffect.CompleteJob effect) {
    apply(life.onCompleted(currentAttempt));
  }

  @Override
  public void publishStatistics(CoordinatorEffect.PublishStatistics effect) {
    if (effect.statistics().inProgress() < 0) {
      throw new Violation(
          "StatisticsAddUp", effect.statistics().inProgress() + " checkpoints in progress");
    }
  }
}
