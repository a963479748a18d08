package dev.weir.runtime.coordinator;

import dev.weir.protocol.EncodedAccumulator;
import dev.weir.protocol.EncodedAccumulators;
import dev.weir.protocol.FailureCause;
import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.coordinator.RequestResult;
import dev.weir.protocol.job.AttemptFailure;
import dev.weir.protocol.job.Completing;
import dev.weir.protocol.job.JobEffect;
import dev.weir.protocol.job.JobLife;
import dev.weir.protocol.job.JobStatus;
import dev.weir.protocol.job.Running;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.pacing.TriggerRequest;
import dev.weir.runtime.accumulators.MergedAccumulators;
import dev.weir.runtime.bus.Addresses;
import dev.weir.runtime.link.LinkTraffic;
import dev.weir.runtime.storage.DeposedException;
import dev.weir.runtime.subtask.FailureCauses;
import dev.weir.runtime.subtask.SubtaskCommand;
import dev.weir.runtime.subtask.SubtaskReport;
import dev.weir.runtime.views.JobView;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The coordinator of one job: feeds what happens to {@link JobLife} and carries out what it
 * decides; {@link Checkpointing} does the same for the checkpoints. Runs on one event loop;
 * whatever blocks goes to the workers of its {@link Office}.
 */
public final class JobVerticle extends VerticleBase
    implements JobEffect.Handler, Checkpointing.Job {

  private static final Logger log = LoggerFactory.getLogger(JobVerticle.class);

  private final JobSetup setup;
  private final BiFunction<Vertx, JobVerticle, Deployer> deployment;
  private final JobView view;
  private final JobRequests requests;
  private final EffectQueue effects = new EffectQueue(this::cannotGoOn);
  private final Set<SubtaskId> ended = new HashSet<>();
  private final JobAccumulators accumulators = new JobAccumulators();
  private EncodedAccumulators addedUp = EncodedAccumulators.NONE;

  private JobLife life;
  private boolean cancelled;
  private long timer = -1;
  private long currentAttempt;
  private int subtasks;
  private long silence;
  private @Nullable Replacement replacement;
  private Future<?> attemptGone = Future.succeededFuture();
  private @Nullable Throwable lastThrown;
  private @Nullable Attempt attempt;
  private @Nullable Attempt lastCancelled;
  private @Nullable Deployer deployer;
  private @Nullable Office office;
  private @Nullable Checkpointing checkpointing;

  /** A checkpoint that was asked for to move from. */
  private record Replacement(String requestId, String why, Promise<Void> checkpointed) {}

  /** A job all of whose subtasks run on this node. */
  public JobVerticle(JobSetup setup) {
    this(setup, (vertx, job) -> new LocalDeployer(vertx, job, setup));
  }

  /**
   * @param deployment makes what decides where subtasks run; called on the context of the verticle
   */
  public JobVerticle(JobSetup setup, BiFunction<Vertx, JobVerticle, Deployer> deployment) {
    this.setup = setup;
    this.deployment = deployment;
    this.requests = new JobRequests(setup.options().checkpointing().savepointDir());
    this.life = JobLife.create(Settings.restartPolicy(setup.options()));
    this.view =
        new JobView(
            setup.jobId(), setup.nodeName(), setup.graph(), setup.options(), setup.startedAt());
  }

  @Override
  public Future<?> start() {
    deployer = deployment.apply(vertx, this);
    requests.listen(
        vertx,
        setup.jobId(),
        this::cancel,
        number -> deployer().rescale(number),
        this::failOnDemand,
        this::accumulated,
        this::request);
    view.publish(vertx, () -> deployer().nodes());
    return Office.take(vertx, setup).compose(this::listen).onSuccess(this::begin);
  }

  private Future<Office> listen(Office taken) {
    return vertx
        .eventBus()
        .<Object>consumer(
            Addresses.coordinator(setup.jobId(), taken.run().term(), setup.nodeName()),
            this::receiveMessage)
        .completion()
        .map(taken);
  }

  /** A job that was cancelled before it had a log to write its end to is cancelled now. */
  private void begin(Office taken) {
    office = taken;
    Checkpointing taking =
        new Checkpointing(vertx, taken, setup.graph().topology(), effects, requests, view, this);
    checkpointing = taking;
    life = JobLife.create(Settings.restartPolicy(setup.options()), taken.run().term());
    view.inOffice(taken.run().term(), taken.run().layout(), taken.history(), taking);
    apply(cancelled ? life.onCancel() : life.onStart(now()));
  }

  private Office office() {
    if (office == null) {
      throw new IllegalStateException("the job has no run yet");
    }
    return office;
  }

  private Deployer deployer() {
    if (deployer == null) {
      throw new IllegalStateException("the job is not started");
    }
    return deployer;
  }

  private Checkpointing checkpointing() {
    if (checkpointing == null) {
      throw new IllegalStateException("the job has no run yet");
    }
    return checkpointing;
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  private void apply(Step<JobLife, JobEffect> step) {
    life = step.next();
    step.effects().forEach(effect -> effects.add(() -> effect.applyTo(this)));
    effects.carryOut();
  }

  private void cannotGoOn(RuntimeException e) {
    log.error("the coordinator of job {} cannot go on", setup.graph().jobName(), e);
    setup.outcome().tryFail(e);
  }

  // what subtasks report

  private void receiveMessage(Message<Object> message) {
    if (message.body() instanceof LinkTraffic traffic) {
      if (attempt != null) {
        attempt.receive(traffic);
      }
    } else if (message.body() instanceof SubtaskReport report) {
      receive(report);
    }
  }

  /** Takes what a subtask reports; on the context of this verticle. */
  void receive(SubtaskReport report) {
    if (checkpointing == null) {
      return;
    }
    if (report instanceof SubtaskReport.Acknowledged acknowledged) {
      checkpointing.acknowledged(acknowledged.ack());
    } else if (report instanceof SubtaskReport.Declined declined) {
      checkpointing.declined(declined.decline());
    } else if (report.attempt() == currentAttempt) {
      receiveOfCurrentAttempt(report);
    }
  }

  private void receiveOfCurrentAttempt(SubtaskReport report) {
    if (report instanceof SubtaskReport.Progress progress) {
      view.progress(progress);
    } else if (report instanceof SubtaskReport.Accumulated told) {
      accumulators.told(told.subtask(), told.values());
    } else if (report instanceof SubtaskReport.Ended end) {
      ended.add(end.subtask());
      view.ended(end.subtask());
      if (ended.size() == subtasks) {
        apply(life.onAllEnded(currentAttempt));
        checkpointing().allEnded();
      }
    } else if (report instanceof SubtaskReport.Committed committed) {
      checkpointing().committed(committed.checkpointId(), committed.subtask());
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

  // what users ask for

  private void cancel() {
    if (office == null) {
      cancelled = true;
    } else {
      apply(life.onCancel());
    }
  }

  /** A failure for demonstrations; returns why it cannot be had, if so. */
  private Optional<String> failOnDemand(String message) {
    if (!setup.options().dashboard().demo()) {
      return Optional.of("failures can be asked for with dashboard.demo only");
    }
    if (life.status() != JobStatus.RUNNING) {
      return Optional.of("the job is " + life.status() + ", not running");
    }
    fail(Optional.empty(), FailureCause.external(message), null);
    return Optional.empty();
  }

  /** Answers when all subtasks have told what they have added up by now. */
  private Future<MergedAccumulators> accumulated() {
    Attempt running = life.status() == JobStatus.RUNNING ? attempt : null;
    if (running == null) {
      return merged(accumulators.known());
    }
    List<SubtaskId> asked =
        running.graph().topology().subtasks().stream()
            .filter(subtask -> !AttemptDeployment.isEnumerator(subtask))
            .toList();
    Future<List<EncodedAccumulators>> told = accumulators.ask(asked);
    asked.forEach(subtask -> running.tell(subtask, new SubtaskCommand.TellAccumulated()));
    return told.compose(this::merged);
  }

  /** Merging runs code of the program. */
  private Future<MergedAccumulators> merged(List<EncodedAccumulators> parts) {
    return vertx.executeBlocking(() -> MergedAccumulators.of(parts), false);
  }

  private void request(SavepointRequest request) {
    if (office == null || life.status() != JobStatus.RUNNING) {
      requests.fail(request.id(), "the job is " + life.status() + ", not running");
    } else if (request.trigger().kind().isTerminal()) {
      apply(life.onStop(request.trigger()));
    } else {
      checkpointing().requested(request.trigger());
    }
  }

  // what the life of the job asks for

  @Override
  public void deploy(JobEffect.Deploy effect) {
    checkpointing().whenSettled(() -> deployNow(effect.attempt()));
  }

  private void deployNow(long number) {
    Future<?> inOffice =
        currentAttempt == 0 ? Future.succeededFuture() : office().checkpointLog().confirm();
    currentAttempt = number;
    ended.clear();
    accumulators.attemptBegins();
    inOffice
        .compose(still -> deployer().prepare(office(), number, checkpointing().latestManifest()))
        .onSuccess(prepared -> deploy(number, prepared))
        .onFailure(e -> deploymentFailed(number, e));
  }

  private void deploy(long number, Attempt starting) {
    if (number != currentAttempt || life.status() != JobStatus.INITIALIZING) {
      return;
    }
    attempt = starting;
    subtasks = starting.graph().topology().subtasks().size();
    starting
        .deploy()
        .onSuccess(deployed -> run(number, starting))
        .onFailure(e -> deploymentFailed(number, e));
    view.deploying(starting.graph(), starting.subtasks(), number);
  }

  private void run(long number, Attempt started) {
    if (attempt != started) {
      return;
    }
    apply(life.onDeployed(number, now()));
    if (life.status() == JobStatus.RUNNING) {
      checkpointing()
          .attemptStarted(number, started.graph().topology(), started.restoredCheckpoint());
      view.running(started.restoredCheckpoint());
      started.tellAll(new SubtaskCommand.Start());
    }
  }

  private void deploymentFailed(long number, Throwable e) {
    if (number != currentAttempt) {
      return;
    }
    if (e instanceof DeposedException) {
      deposed(e);
      return;
    }
    if (e instanceof RemoteDeploymentException remote) {
      fail(Optional.empty(), remote.failure(), remote);
      return;
    }
    Throwable cause = e instanceof DeploymentException && e.getCause() != null ? e.getCause() : e;
    Optional<SubtaskId> subtask =
        e instanceof DeploymentException failed ? Optional.of(failed.subtask()) : Optional.empty();
    fail(subtask, FailureCauses.of(cause), cause);
  }

  @Override
  public void cancelAttempt(JobEffect.CancelAttempt effect) {
    checkpointing().attemptEnded();
    Attempt ending = attempt;
    attempt = null;
    accumulators.attemptEnds();
    lastCancelled = ending;
    Duration timeout = setup.options().job().cancellationTimeout();
    if (ending == null) {
      attemptGone = Future.succeededFuture();
    } else if (life instanceof Completing) {
      attemptGone = ending.finish(timeout).onSuccess(accumulators::told);
    } else {
      attemptGone = ending.cancel(timeout);
    }
    attemptGone.onComplete(done -> apply(life.onAttemptGone(effect.attempt(), now())));
  }

  @Override
  public void scheduleTimer(JobEffect.ScheduleTimer effect) {
    vertx.cancelTimer(timer);
    timer = vertx.setTimer(Math.max(1, effect.at() - now()), fired -> apply(life.onTimer(now())));
  }

  @Override
  public void reportStatus(JobEffect.ReportStatus effect) {
    log.info("job {} is {}", setup.graph().jobName(), effect.status());
    view.status(effect.status());
    if (effect.status().isGloballyTerminal()) {
      end(effect.status());
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
    view.failure(failure, effect.restartAt(), silence);
    silence = 0;
    checkpointing().attemptFailed(failure.cause().message());
  }

  @Override
  public void logEnd(JobEffect.LogEnd effect) {
    boolean kept = Settings.keepsCheckpoints(setup.options(), effect.end());
    addUp(effect.end())
        .compose(
            fitting ->
                office()
                    .checkpointLog()
                    .append(
                        new LogEntry.JobEnded(effect.end(), now(), kept, effect.cause(), fitting)))
        .onSuccess(
            logged -> {
              if (!kept) {
                checkpointing().discardAll();
              }
              apply(life.onEndLogged());
            })
        .onFailure(this::deposed);
  }

  /** Adds up the accumulators of a job that has finished; returns what its log has room for. */
  private Future<EncodedAccumulators> addUp(LogEntry.JobEnd end) {
    if (end != LogEntry.JobEnd.FINISHED) {
      return Future.succeededFuture(EncodedAccumulators.NONE);
    }
    return merged(accumulators.known())
        .onFailure(e -> log.error("job {} has no accumulators", setup.graph().jobName(), e))
        .otherwise(MergedAccumulators.NONE)
        .map(
            all -> {
              addedUp = all.encoded();
              MergedAccumulators kept = all.within(LogEntry.JobEnded.MAX_ACCUMULATED_BYTES);
              all.encoded().byName().forEach((name, one) -> warnUnlessKept(name, one, kept));
              view.accumulated(kept);
              return kept.encoded();
            });
  }

  private void warnUnlessKept(String name, EncodedAccumulator one, MergedAccumulators kept) {
    if (!one.equals(kept.encoded().byName().get(name))) {
      log.warn(
          "accumulator '{}' of job {} is too large to be kept with the end of the job: it takes {}"
              + " bytes, there is room for {} of all accumulators together. It is in the result"
              + " that programs get now, but not after the loss of this node, nor in the dashboard",
          name,
          setup.graph().jobName(),
          one.size(),
          LogEntry.JobEnded.MAX_ACCUMULATED_BYTES);
    }
  }

  @Override
  public void requestStop(JobEffect.RequestStop effect) {
    checkpointing().requested(effect.request());
  }

  @Override
  public void refuseStop(JobEffect.RefuseStop effect) {
    effect.request().requestId().ifPresent(id -> requests.fail(id, effect.message()));
  }

  private void end(JobStatus status) {
    checkpointing().jobStopped();
    requests.failAll("the job is " + status);
    view.publishNow();
    JobOutcome outcome =
        new JobOutcome(
            status,
            lastThrown,
            view.lastFailure(),
            status == JobStatus.FINISHED ? addedUp : EncodedAccumulators.NONE);
    office().close().onComplete(closed -> setup.outcome().tryComplete(outcome));
  }

  // what checkpoints lead to

  @Override
  public @Nullable Attempt deployment() {
    return attempt;
  }

  @Override
  public void failAttempt(FailureCause cause) {
    fail(Optional.empty(), cause, null);
  }

  /** As {@link #failAttempt(FailureCause)}, unless another attempt has begun. */
  void failAttempt(long number, FailureCause cause) {
    if (number == currentAttempt) {
      failAttempt(cause);
    }
  }

  @Override
  public void completed() {
    apply(life.onCompleted(currentAttempt));
  }

  @Override
  public void stopFailed() {
    apply(life.onStopFailed());
  }

  @Override
  public void deposed(Throwable reason) {
    log.error("job {}: {}", setup.graph().jobName(), reason.getMessage());
    apply(life.onSuspend());
    setup.outcome().tryFail(reason);
  }

  @Override
  public boolean isReplacement(String requestId) {
    return replacement != null && requestId.equals(replacement.requestId());
  }

  @Override
  public void replacementAnswered(RequestResult result) {
    Replacement answered = replacement;
    replacement = null;
    if (answered == null) {
      return;
    }
    if (result instanceof RequestResult.Failed failed) {
      log.warn(
          "job {} stays where it is, there is no checkpoint to move from: {}",
          setup.graph().jobName(),
          failed.message());
      answered.checkpointed().fail(failed.message());
    } else {
      log.info("job {} moves: the checkpoint for it is complete", setup.graph().jobName());
      answered.checkpointed().complete();
      view.replaced(answered.why());
      apply(life.onReplace(currentAttempt));
    }
  }

  /**
   * Moves the job to a new placement, from a checkpoint taken for that purpose. To be called on the
   * context of this verticle.
   *
   * @param why for the log
   * @return completes when there is that checkpoint, just before the attempt is cancelled; fails if
   *     the job is not running or is about to move, or if the checkpoint comes to nothing
   */
  public Future<?> replaceAttempt(String why) {
    if (!(life instanceof Running) || replacement != null) {
      return Future.failedFuture(
          "the job is "
              + (life instanceof Running ? "about to move" : "not running")
              + ", try again");
    }
    log.info("job {} takes a checkpoint to move: {}", setup.graph().jobName(), why);
    Replacement asked = new Replacement(UUID.randomUUID().toString(), why, Promise.promise());
    replacement = asked;
    checkpointing().requested(TriggerRequest.of(CheckpointKind.CHECKPOINT, asked.requestId()));
    return asked.checkpointed().future();
  }

  /**
   * A node is gone; an attempt that it had a part in fails, and one that has failed for that reason
   * is followed by the next without a wait. To be called on the context of this verticle.
   *
   * @param unheard for how long nothing was heard of it, in milliseconds
   */
  public void nodeLost(String node, String why, long unheard) {
    Attempt current = attempt;
    Attempt last = lastCancelled;
    if (current != null && current.runsOn(node)) {
      silence = unheard;
      failAttempt(FailureCause.external(why).retriedAtOnce());
    } else if (current == null && last != null && last.runsOn(node)) {
      apply(life.onNodeLost(currentAttempt, now()));
    }
  }

  /** The number of the attempt that runs or is being deployed; 0 before the first. */
  public long currentAttempt() {
    return currentAttempt;
  }

  /** The term of this coordinator and the run that it has opened; empty before it is in office. */
  public Optional<OpenedRun> run() {
    return Optional.ofNullable(office).map(Office::run);
  }

  /**
   * Gives the job up without ending it, and stops its subtasks: whoever resumes it goes on from its
   * checkpoints. To be called before the verticle is undeployed, since Vert.x undeploys the
   * subtasks first, and a job that is still running would take that for failures. May be called by
   * any thread.
   *
   * @return completes when no subtask is left
   */
  public Future<?> leave() {
    Promise<Void> left = Promise.promise();
    context.runOnContext(
        ignored -> {
          if (office != null) {
            apply(life.onSuspend());
          }
          attemptGone.onComplete(done -> left.complete());
        });
    return left.future();
  }

  @Override
  public Future<?> stop() {
    view.close(vertx);
    return office == null ? Future.succeededFuture() : office.close();
  }
}
