package dev.weir.runtime.coordinator;

import dev.weir.protocol.FailureCause;
import dev.weir.protocol.JobTopology;
import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.coordinator.CheckpointCoordinator;
import dev.weir.protocol.coordinator.CheckpointStatistics;
import dev.weir.protocol.coordinator.CoordinatorEffect;
import dev.weir.protocol.coordinator.CoordinatorPlan;
import dev.weir.protocol.coordinator.RequestResult;
import dev.weir.protocol.job.AttemptFailure;
import dev.weir.protocol.job.Completing;
import dev.weir.protocol.job.JobEffect;
import dev.weir.protocol.job.JobLife;
import dev.weir.protocol.job.JobStatus;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.restore.RestorePlan;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.coordinator.AttemptDeployment.DeploymentException;
import dev.weir.runtime.graph.Wiring;
import dev.weir.runtime.storage.CheckpointLog;
import dev.weir.runtime.storage.ManifestJson;
import dev.weir.runtime.subtask.FailureCauses;
import dev.weir.runtime.subtask.SubtaskCommand;
import dev.weir.runtime.subtask.SubtaskReport;
import dev.weir.runtime.subtask.SubtaskServices;
import dev.weir.runtime.views.JobView;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.CorruptStateException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The coordinator of one job: feeds what happens to {@link JobLife} and {@link
 * CheckpointCoordinator}, and carries out what they decide. Runs on one event loop; whatever blocks
 * goes to workers.
 */
public final class JobVerticle extends VerticleBase
    implements JobEffect.Handler, CoordinatorEffect.Handler {

  private static final Logger log = LoggerFactory.getLogger(JobVerticle.class);

  private static final long ENTRIES_BETWEEN_TRUNCATIONS = 64;

  private final JobSetup setup;
  private final Wiring wiring;
  private final JobTopology topology;
  private final JobView view;
  private final JobRequests requests = new JobRequests();
  private final Set<SubtaskId> ended = new HashSet<>();
  private final ArrayDeque<Runnable> effects = new ArrayDeque<>();

  private boolean carryingOut;
  private boolean cancelled;
  private JobLife life;
  private long jobTimer = -1;
  private long checkpointTimer = -1;
  private long currentAttempt;
  private long deployWhenSettled;
  private @Nullable Throwable lastThrown;
  private Future<?> attemptGone = Future.succeededFuture();
  private CoordinatorEffect.@Nullable AnswerRequest answerOfStop;
  private @Nullable AttemptDeployment deployment;
  private @Nullable Office office;

  /** What there is once a run has been opened. */
  private static final class Office {
    final CheckpointStorage storage;
    final CheckpointLog log;
    final WorkerExecutor logWorkers;
    final WorkerExecutor fileWorkers;
    final SubtaskServices services;
    CheckpointCoordinator checkpoints;
    Optional<String> latestManifest;
    boolean closed;

    Office(
        CheckpointStorage storage,
        CheckpointLog log,
        WorkerExecutor logWorkers,
        WorkerExecutor fileWorkers,
        SubtaskServices services,
        CheckpointCoordinator checkpoints,
        Optional<String> latestManifest) {
      this.storage = storage;
      this.log = log;
      this.logWorkers = logWorkers;
      this.fileWorkers = fileWorkers;
      this.services = services;
      this.checkpoints = checkpoints;
      this.latestManifest = latestManifest;
    }

    Future<?> closeWorkers() {
      return Future.join(
          List.of(
              logWorkers.close(),
              fileWorkers.close(),
              services.snapshotWorkers().close(),
              services.callWorkers().close()));
    }
  }

  public JobVerticle(JobSetup setup) {
    this.setup = setup;
    this.wiring = new Wiring(setup.graph());
    this.topology = setup.graph().topology();
    this.life = JobLife.create(Settings.restartPolicy(setup.options()));
    this.view = new JobView(setup.jobId(), setup.graph(), setup.options(), setup.startedAt());
  }

  @Override
  public Future<?> start() {
    WorkerExecutor logWorkers = vertx.createSharedWorkerExecutor("weir-log-" + setup.jobId(), 1);
    WorkerExecutor fileWorkers = vertx.createSharedWorkerExecutor("weir-files-" + setup.jobId(), 1);
    vertx
        .eventBus()
        .<SubtaskReport>localConsumer(
            Addresses.coordinator(setup.jobId()), message -> receive(message.body()));
    requests.listen(vertx, setup.jobId(), this::cancel, this::request);
    view.publish(vertx);
    return logWorkers
        .executeBlocking(setup::openStorage)
        .compose(
            storage ->
                logWorkers
                    .executeBlocking(
                        () ->
                            new RunSelection(
                                    setup.graph().jobName(), setup.options().job(), storage)
                                .open(System.currentTimeMillis()))
                    .compose(run -> takeOffice(storage, run, logWorkers, fileWorkers))
                    .onFailure(e -> setup.closeStorage(storage)))
        .onSuccess(started -> begin());
  }

  private Future<?> takeOffice(
      CheckpointStorage storage,
      OpenedRun run,
      WorkerExecutor logWorkers,
      WorkerExecutor fileWorkers) {
    CheckpointLog checkpointLog =
        new CheckpointLog(
            vertx, logWorkers, storage, run.layout(), setup.nodeName(), run.term(), run.last());
    return checkpointLog
        .append(run.entry())
        .map(
            appended -> {
              CoordinatorPlan plan =
                  new CoordinatorPlan(
                      setup.graph().jobName(),
                      topology,
                      run.layout(),
                      run.term(),
                      Settings.checkpoints(setup.options()));
              office =
                  new Office(
                      storage,
                      checkpointLog,
                      logWorkers,
                      fileWorkers,
                      setup.services(vertx, storage, run.layout()),
                      CheckpointCoordinator.inOffice(
                          plan, run.nextCheckpointId(), run.retained(), run.foreign()),
                      run.latestManifest());
              view.inOffice(run.term(), run.layout());
              return appended;
            })
        .compose(appended -> logWorkers.executeBlocking(() -> Orphans.of(storage, run)))
        .onSuccess(orphans -> orphans.remove(fileWorkers, storage));
  }

  private Office office() {
    if (office == null) {
      throw new IllegalStateException("the job has no run yet");
    }
    return office;
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  private void apply(Step<JobLife, JobEffect> step) {
    life = step.next();
    step.effects().forEach(effect -> effects.add(() -> effect.applyTo(this)));
    carryOut();
  }

  private void applyCheckpoints(Step<CheckpointCoordinator, CoordinatorEffect> step) {
    office().checkpoints = step.next();
    step.effects().forEach(effect -> effects.add(() -> effect.applyTo(this)));
    if (deployWhenSettled > 0 && office().checkpoints.isSettled()) {
      long attempt = deployWhenSettled;
      deployWhenSettled = 0;
      effects.add(() -> deployNow(attempt));
    }
    carryOut();
  }

  /** In the order in which they were decided on, also those that another effect leads to. */
  private void carryOut() {
    if (carryingOut) {
      return;
    }
    carryingOut = true;
    try {
      Runnable effect = effects.poll();
      while (effect != null) {
        effect.run();
        effect = effects.poll();
      }
    } catch (RuntimeException e) {
      log.error("the coordinator of job {} cannot go on", setup.graph().jobName(), e);
      effects.clear();
      setup.outcome().tryFail(e);
    } finally {
      carryingOut = false;
    }
  }

  // reports of subtasks

  private void receive(SubtaskReport report) {
    if (office == null) {
      return;
    }
    if (report instanceof SubtaskReport.Acknowledged acknowledged) {
      applyCheckpoints(office().checkpoints.onAck(acknowledged.ack(), now()));
    } else if (report instanceof SubtaskReport.Declined declined) {
      applyCheckpoints(office().checkpoints.onDecline(declined.decline(), now()));
    } else if (report.attempt() == currentAttempt) {
      receiveOfCurrentAttempt(report);
    }
  }

  private void receiveOfCurrentAttempt(SubtaskReport report) {
    if (report instanceof SubtaskReport.Ended end) {
      ended.add(end.subtask());
      view.ended(end.subtask());
      if (ended.size() == topology.subtasks().size()) {
        apply(life.onAllEnded(currentAttempt));
        applyCheckpoints(office().checkpoints.onAllEnded(now()));
      }
    } else if (report instanceof SubtaskReport.Committed committed) {
      applyCheckpoints(
          office()
              .checkpoints
              .onCommitConfirmed(committed.checkpointId(), committed.subtask(), now()));
    } else if (report instanceof SubtaskReport.Failed failed) {
      fail(Optional.of(failed.subtask()), failed.cause(), failed.thrown());
    }
  }

  private void fail(Optional<SubtaskId> subtask, FailureCause cause, @Nullable Throwable thrown) {
    if (life.status() == JobStatus.RUNNING || life.status() == JobStatus.INITIALIZING) {
      lastThrown = thrown;
    }
    apply(life.onFailure(currentAttempt, subtask, cause, now(), ThreadLocalRandom.current()));
  }

  // requests of users

  private void cancel() {
    if (office == null) {
      cancelled = true;
    } else {
      apply(life.onCancel());
    }
  }

  /** A job that was cancelled before it had a log to write its end to is cancelled now. */
  private void begin() {
    apply(cancelled ? life.onCancel() : life.onStart(now()));
  }

  private void request(SavepointRequest request) {
    if (office == null || life.status() != JobStatus.RUNNING) {
      requests.fail(request.id(), "the job is " + life.status() + ", not running");
    } else if (request.trigger().kind().isTerminal()) {
      apply(life.onStop(request.trigger()));
    } else {
      applyCheckpoints(office().checkpoints.onRequest(request.trigger(), now()));
    }
  }

  // effects of the job's life

  @Override
  public void deploy(JobEffect.Deploy effect) {
    if (office().checkpoints.isSettled()) {
      deployNow(effect.attempt());
    } else {
      deployWhenSettled = effect.attempt();
    }
  }

  private void deployNow(long attempt) {
    currentAttempt = attempt;
    ended.clear();
    Office at = office();
    Optional<String> path = at.latestManifest;
    at.logWorkers
        .executeBlocking(() -> restorePlan(at, path))
        .onSuccess(plan -> deploy(attempt, path, plan))
        .onFailure(e -> deploymentFailed(attempt, e));
  }

  private Optional<RestorePlan> restorePlan(Office at, Optional<String> path) throws Exception {
    if (path.isEmpty()) {
      return Optional.empty();
    }
    Manifest manifest = manifest(at.storage, path.get());
    RestorePlan plan =
        RestorePlan.of(
            manifest,
            topology,
            setup.options().job().allowNonRestoredState()
                ? RestorePlan.MissingOperators.ALLOW
                : RestorePlan.MissingOperators.REFUSE);
    if (!plan.dropped().isEmpty()) {
      log.warn(
          "the state of operators {} is dropped: the job has no such operators", plan.dropped());
    }
    return Optional.of(plan);
  }

  /** Trying again does not bring back a manifest that is gone. */
  private static Manifest manifest(CheckpointStorage storage, String path) throws IOException {
    try {
      return ManifestJson.decode(path, storage.read(path));
    } catch (NoSuchFileException e) {
      throw new CorruptStateException(
          "the manifest %s is missing in %s".formatted(path, storage.describe()), e);
    }
  }

  private void deploy(long attempt, Optional<String> path, Optional<RestorePlan> plan) {
    if (attempt != currentAttempt || life.status() != JobStatus.INITIALIZING) {
      return;
    }
    OptionalLong restored =
        plan.isPresent() ? OptionalLong.of(plan.get().checkpointId()) : OptionalLong.empty();
    AttemptDeployment starting =
        new AttemptDeployment(
            vertx, setup.jobId(), attempt, setup.graph(), wiring, office().services);
    deployment = starting;
    view.deploying(starting.subtasks(), attempt);
    starting
        .deploy(plan.map(RestorePlan::subtasks).orElse(Map.of()), restored)
        .onSuccess(deployed -> run(attempt, path, restored, starting))
        .onFailure(e -> deploymentFailed(attempt, e));
    view.deploying(starting.subtasks(), attempt);
  }

  private void run(
      long attempt, Optional<String> path, OptionalLong restored, AttemptDeployment started) {
    if (deployment != started) {
      return;
    }
    apply(life.onDeployed(attempt, now()));
    if (life.status() != JobStatus.RUNNING) {
      return;
    }
    if (restored.isPresent()) {
      CheckpointStatistics.Restored from =
          new CheckpointStatistics.Restored(restored.getAsLong(), false, path.orElse(""), now());
      office().checkpoints =
          office().checkpoints.withStatistics(office().checkpoints.statistics().restored(from));
    }
    applyCheckpoints(office().checkpoints.onAttemptStarted(attempt, restored, now()));
    started.tellAll(new SubtaskCommand.Start());
  }

  private void deploymentFailed(long attempt, Throwable e) {
    if (attempt != currentAttempt) {
      return;
    }
    Throwable cause = e instanceof DeploymentException && e.getCause() != null ? e.getCause() : e;
    Optional<SubtaskId> subtask =
        e instanceof DeploymentException failed ? Optional.of(failed.subtask()) : Optional.empty();
    fail(subtask, FailureCauses.of(cause), cause);
  }

  @Override
  public void cancelAttempt(JobEffect.CancelAttempt effect) {
    applyCheckpoints(office().checkpoints.onAttemptEnded(now()));
    AttemptDeployment ending = deployment;
    deployment = null;
    Duration timeout = setup.options().job().cancellationTimeout();
    Future<?> gone;
    if (ending == null) {
      gone = Future.succeededFuture();
    } else if (life instanceof Completing) {
      gone = ending.finish(timeout);
    } else {
      gone = ending.cancel(timeout);
    }
    attemptGone = gone;
    gone.onComplete(done -> apply(life.onAttemptGone(effect.attempt(), now())));
  }

  @Override
  public void scheduleTimer(JobEffect.ScheduleTimer effect) {
    vertx.cancelTimer(jobTimer);
    jobTimer =
        vertx.setTimer(Math.max(1, effect.at() - now()), timer -> apply(life.onTimer(now())));
  }

  @Override
  public void reportStatus(JobEffect.ReportStatus effect) {
    log.info("job {} is {}", setup.graph().jobName(), effect.status());
    view.status(effect.status());
    if (effect.status().isGloballyTerminal()) {
      close(effect.status());
    }
  }

  @Override
  public void reportFailure(JobEffect.ReportFailure effect) {
    AttemptFailure failure = effect.failure();
    log.error(
        "attempt {} of job {} failed in {}: {}; {}",
        failure.attempt(),
        setup.graph().jobName(),
        failure.subtask().map(SubtaskId::toString).orElse("the coordinator"),
        failure.cause().message(),
        effect.restartAt().isPresent()
            ? "it starts again at " + Instant.ofEpochMilli(effect.restartAt().getAsLong())
            : "it is not started again",
        lastThrown);
    view.failure(failure, effect.restartAt());
    if (answerOfStop != null) {
      requests.fail(
          answerOfStop.requestId(),
          "the savepoint is complete, but the job did not stop: " + failure.cause().message());
      answerOfStop = null;
    }
  }

  @Override
  public void logEnd(JobEffect.LogEnd effect) {
    Office at = office();
    boolean kept = Settings.keepsCheckpoints(setup.options(), effect.end());
    at.log
        .append(new LogEntry.JobEnded(effect.end(), now(), kept, effect.cause()))
        .onSuccess(
            logged -> {
              if (!kept) {
                removeFiles(at.checkpoints.discardAll());
              }
              apply(life.onEndLogged());
            })
        .onFailure(e -> deposed(e.getMessage()));
  }

  @Override
  public void requestStop(JobEffect.RequestStop effect) {
    applyCheckpoints(office().checkpoints.onRequest(effect.request(), now()));
  }

  @Override
  public void refuseStop(JobEffect.RefuseStop effect) {
    effect.request().requestId().ifPresent(id -> requests.fail(id, effect.message()));
  }

  private void close(JobStatus status) {
    if (answerOfStop != null) {
      requests.answer(
          answerOfStop.requestId(), answerOfStop.result(), office().storage, office().fileWorkers);
    }
    requests.failAll("the job is " + status);
    view.publishNow();
    JobOutcome outcome = new JobOutcome(status, lastThrown, view.lastFailure());
    closeOffice().onComplete(closed -> setup.outcome().tryComplete(outcome));
  }

  private void deposed(@Nullable String reason) {
    log.error("job {}: {}", setup.graph().jobName(), reason);
    apply(life.onSuspend());
    setup.outcome().tryFail(reason);
  }

  // effects of the checkpoint coordinator

  @Override
  public void sendTrigger(CoordinatorEffect.SendTrigger effect) {
    AttemptDeployment running = deployment;
    if (running != null) {
      effect
          .enumerators()
          .forEach(id -> running.tell(id, new SubtaskCommand.TriggerCheckpoint(effect.barrier())));
    }
  }

  @Override
  public void sendAborted(CoordinatorEffect.SendAborted effect) {
    log.info("checkpoint {} is given up: {}", effect.checkpointId(), effect.reason().text());
    if (deployment != null) {
      deployment.tellAll(new SubtaskCommand.AbortCheckpoint(effect.checkpointId()));
    }
  }

  @Override
  public void storeManifest(CoordinatorEffect.StoreManifest effect) {
    Office at = office();
    long id = effect.manifest().checkpointId();
    at.logWorkers
        .executeBlocking(
            () -> at.storage.putIfAbsent(effect.path(), ManifestJson.encode(effect.manifest())))
        .onComplete(
            stored -> {
              if (stored.succeeded() && stored.result()) {
                applyCheckpoints(at.checkpoints.onManifestStored(id, now()));
              } else {
                String reason =
                    stored.failed()
                        ? String.valueOf(stored.cause())
                        : effect.path() + " was there already";
                applyCheckpoints(at.checkpoints.onManifestFailed(id, reason, now()));
              }
            });
  }

  @Override
  public void appendLog(CoordinatorEffect.AppendLog effect) {
    Office at = office();
    at.log
        .append(effect.entry())
        .onSuccess(
            logged -> {
              Optional<String> manifest = Settings.manifestOf(effect.entry());
              if (manifest.isPresent()) {
                at.latestManifest = manifest;
              }
              if (logged.record().number() % ENTRIES_BETWEEN_TRUNCATIONS == 0) {
                at.log.truncate();
              }
              applyCheckpoints(at.checkpoints.onLogged(logged, now()));
            })
        .onFailure(
            e -> {
              applyCheckpoints(at.checkpoints.onDeposed(String.valueOf(e.getMessage()), now()));
              deposed(e.getMessage());
            });
  }

  @Override
  public void notifyComplete(CoordinatorEffect.NotifyComplete effect) {
    if (deployment != null) {
      deployment.tellAll(new SubtaskCommand.CompleteCheckpoint(effect.permit()));
    }
  }

  @Override
  public void removeFiles(CoordinatorEffect.RemoveFiles effect) {
    Office at = office();
    at.fileWorkers.executeBlocking(() -> new Removal(at.storage).remove(effect));
  }

  @Override
  public void scheduleTimer(CoordinatorEffect.ScheduleTimer effect) {
    vertx.cancelTimer(checkpointTimer);
    checkpointTimer =
        vertx.setTimer(
            Math.max(1, effect.at() - now()),
            timer -> applyCheckpoints(office().checkpoints.onTimer(now())));
  }

  @Override
  public void endSources(CoordinatorEffect.EndSources effect) {
    if (deployment != null) {
      deployment.tellAll(new SubtaskCommand.EndSources());
    }
  }

  @Override
  public void failJob(CoordinatorEffect.FailJob effect) {
    fail(Optional.empty(), effect.cause(), null);
  }

  @Override
  public void answerRequest(CoordinatorEffect.AnswerRequest effect) {
    boolean stop = requests.isStop(effect.requestId());
    if (stop && effect.result() instanceof RequestResult.Completed) {
      answerOfStop = effect; // the job has not stopped before all is committed
      return;
    }
    requests.answer(effect.requestId(), effect.result(), office().storage, office().fileWorkers);
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
    view.checkpoints(effect.statistics());
  }

  /** A job that has not ended is left as it is: whoever resumes it goes on from its checkpoints. */
  @Override
  public Future<?> stop() {
    if (office != null) {
      apply(life.onSuspend());
    }
    view.close(vertx);
    return attemptGone.eventually(this::closeOffice);
  }

  private Future<?> closeOffice() {
    Office at = office;
    if (at == null || at.closed) {
      return Future.succeededFuture();
    }
    at.closed = true;
    return at.fileWorkers
        .executeBlocking(
            () -> {
              setup.closeStorage(at.storage);
              return null;
            })
        .eventually(at::closeWorkers);
  }
}
