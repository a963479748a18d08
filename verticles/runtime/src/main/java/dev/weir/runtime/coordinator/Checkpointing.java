package dev.weir.runtime.coordinator;

import dev.weir.protocol.FailureCause;
import dev.weir.protocol.JobTopology;
import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.protocol.checkpoint.SubtaskDecline;
import dev.weir.protocol.coordinator.CheckpointCoordinator;
import dev.weir.protocol.coordinator.CheckpointStatistics;
import dev.weir.protocol.coordinator.CoordinatorEffect;
import dev.weir.protocol.coordinator.RequestResult;
import dev.weir.protocol.pacing.TriggerRequest;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.subtask.SubtaskCommand;
import dev.weir.runtime.views.JobView;
import dev.weir.runtime.views.KeptState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one run: feeds what happens to {@link CheckpointCoordinator} and carries out
 * what it decides. Used on the coordinator's event loop.
 */
final class Checkpointing implements CoordinatorEffect.Handler, KeptState.Source {

  private static final Logger log = LoggerFactory.getLogger(Checkpointing.class);
  private static final long ENTRIES_BETWEEN_TRUNCATIONS = 64;

  /** The job that the checkpoints are of. */
  interface Job {

    /** What runs now; null if nothing does. */
    @Nullable Attempt deployment();

    /** Checkpoints do not work: the attempt is to fail. */
    void failAttempt(FailureCause cause);

    /** All that there was to do is done and committed. */
    void completed();

    /** The savepoint to stop with came to nothing. */
    void stopFailed();

    /** Whether the job itself asked for a checkpoint, to replace its attempt. */
    boolean isReplacement(String requestId);

    /** What became of that checkpoint. */
    void replacementAnswered(RequestResult result);

    /** Another coordinator has taken over. */
    void deposed(Throwable reason);
  }

  private final Vertx vertx;
  private final Office office;
  private final EffectQueue effects;
  private final JobRequests requests;
  private final JobView view;
  private final Job job;
  private CheckpointCoordinator coordinator;
  private Optional<String> latestManifest;
  private CoordinatorEffect.@Nullable AnswerRequest answerOfStop;
  private @Nullable Runnable whenSettled;
  private long timer = -1;

  Checkpointing(
      Vertx vertx,
      Office office,
      JobTopology topology,
      EffectQueue effects,
      JobRequests requests,
      JobView view,
      Job job) {
    this.vertx = vertx;
    this.office = office;
    this.effects = effects;
    this.requests = requests;
    this.view = view;
    this.job = job;
    this.coordinator = office.checkpointCoordinator(topology);
    this.latestManifest = office.run().latestManifest();
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  private void apply(Step<CheckpointCoordinator, CoordinatorEffect> step) {
    coordinator = step.next();
    step.effects().forEach(effect -> effects.add(() -> effect.applyTo(this)));
    Runnable waiting = whenSettled;
    if (waiting != null && coordinator.isSettled()) {
      whenSettled = null;
      effects.add(waiting);
    }
    effects.carryOut();
  }

  // what happens

  /** Runs an action as soon as it is certain which checkpoints exist. */
  void whenSettled(Runnable action) {
    if (coordinator.isSettled()) {
      action.run();
    } else {
      whenSettled = action;
    }
  }

  /** Path of the manifest that the next attempt starts from; empty: from nothing. */
  @Override
  public Optional<String> latestManifest() {
    return latestManifest;
  }

  @Override
  public Future<JsonObject> stateIn(String manifest, JobGraph graph) {
    return office.stateIn(manifest, graph);
  }

  /**
   * @param topology at the parallelism of the attempt
   */
  void attemptStarted(long attempt, JobTopology topology, OptionalLong restored) {
    coordinator = coordinator.withTopology(topology);
    if (restored.isPresent()) {
      CheckpointStatistics statistics =
          coordinator
              .statistics()
              .restored(
                  new CheckpointStatistics.Restored(
                      restored.getAsLong(), false, latestManifest.orElse(""), now()));
      coordinator = coordinator.withStatistics(statistics);
    }
    apply(coordinator.onAttemptStarted(attempt, restored, now()));
  }

  void attemptEnded() {
    apply(coordinator.onAttemptEnded(now()));
  }

  void acknowledged(SubtaskAck ack) {
    apply(coordinator.onAck(ack, now()));
  }

  void declined(SubtaskDecline decline) {
    apply(coordinator.onDecline(decline, now()));
  }

  void allEnded() {
    apply(coordinator.onAllEnded(now()));
  }

  void committed(long checkpointId, SubtaskId subtask) {
    apply(coordinator.onCommitConfirmed(checkpointId, subtask, now()));
  }

  void requested(TriggerRequest request) {
    apply(coordinator.onRequest(request, now()));
  }

  /** The job has ended, and its checkpoints are not to be kept. */
  void discardAll() {
    office.remove(coordinator.discardAll());
  }

  /** The job has ended as whoever asked it to stop with a savepoint wanted. */
  void jobStopped() {
    if (answerOfStop != null) {
      requests.answer(
          answerOfStop.requestId(), answerOfStop.result(), office.storage(), office.fileWorkers());
    }
  }

  /** The attempt failed before all was committed that belongs to a savepoint to stop with. */
  void attemptFailed(String message) {
    if (answerOfStop != null) {
      requests.fail(
          answerOfStop.requestId(),
          "the savepoint is complete, but the job did not stop: " + message);
      answerOfStop = null;
    }
  }

  // what is to be done

  @Override
  public void sendTrigger(CoordinatorEffect.SendTrigger effect) {
    Attempt running = job.deployment();
    if (running != null) {
      effect
          .enumerators()
          .forEach(id -> running.tell(id, new SubtaskCommand.TriggerCheckpoint(effect.barrier())));
    }
  }

  @Override
  public void sendAborted(CoordinatorEffect.SendAborted effect) {
    log.info("checkpoint {} is given up: {}", effect.checkpointId(), effect.reason().text());
    tellAll(new SubtaskCommand.AbortCheckpoint(effect.checkpointId()));
  }

  @Override
  public void notifyComplete(CoordinatorEffect.NotifyComplete effect) {
    tellAll(new SubtaskCommand.CompleteCheckpoint(effect.permit()));
  }

  @Override
  public void endSources(CoordinatorEffect.EndSources effect) {
    tellAll(new SubtaskCommand.EndSources());
  }

  private void tellAll(SubtaskCommand command) {
    Attempt running = job.deployment();
    if (running != null) {
      running.tellAll(command);
    }
  }

  @Override
  public void storeManifest(CoordinatorEffect.StoreManifest effect) {
    long id = effect.manifest().checkpointId();
    office
        .storeManifest(effect.path(), effect.manifest())
        .onSuccess(
            created ->
                apply(
                    created
                        ? coordinator.onManifestStored(id, now())
                        : coordinator.onManifestFailed(
                            id, effect.path() + " was there already", now())))
        .onFailure(e -> apply(coordinator.onManifestFailed(id, e.toString(), now())));
  }

  @Override
  public void appendLog(CoordinatorEffect.AppendLog effect) {
    office
        .checkpointLog()
        .append(effect.entry())
        .onSuccess(
            logged -> {
              Settings.manifestOf(effect.entry()).ifPresent(this::latestManifest);
              if (logged.record().number() % ENTRIES_BETWEEN_TRUNCATIONS == 0) {
                office.checkpointLog().truncate();
              }
              apply(coordinator.onLogged(logged, now()));
            })
        .onFailure(
            e -> {
              apply(coordinator.onDeposed(String.valueOf(e.getMessage()), now()));
              job.deposed(e);
            });
  }

  private void latestManifest(String path) {
    latestManifest = Optional.of(path);
  }

  @Override
  public void removeFiles(CoordinatorEffect.RemoveFiles effect) {
    office.remove(effect);
  }

  @Override
  public void scheduleTimer(CoordinatorEffect.ScheduleTimer effect) {
    vertx.cancelTimer(timer);
    timer =
        vertx.setTimer(
            Math.max(1, effect.at() - now()), fired -> apply(coordinator.onTimer(now())));
  }

  @Override
  public void failJob(CoordinatorEffect.FailJob effect) {
    job.failAttempt(effect.cause());
  }

  @Override
  public void answerRequest(CoordinatorEffect.AnswerRequest effect) {
    if (job.isReplacement(effect.requestId())) {
      job.replacementAnswered(effect.result());
      return;
    }
    boolean stop = requests.isStop(effect.requestId());
    if (stop && effect.result() instanceof RequestResult.Completed) {
      answerOfStop = effect; // the job has not stopped before all is committed
      return;
    }
    requests.answer(effect.requestId(), effect.result(), office.storage(), office.fileWorkers());
    if (stop) {
      job.stopFailed();
    }
  }

  @Override
  public void completeJob(CoordinatorEffect.CompleteJob effect) {
    job.completed();
  }

  @Override
  public void publishStatistics(CoordinatorEffect.PublishStatistics effect) {
    view.checkpoints(effect.statistics());
  }
}
