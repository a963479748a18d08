package dev.weir.testing.simulation;

import dev.weir.protocol.FailureCause;
import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.coordinator.CheckpointCoordinator;
import dev.weir.protocol.coordinator.CoordinatorEffect;
import dev.weir.protocol.coordinator.RequestResult;
import dev.weir.protocol.job.Ended;
import dev.weir.protocol.job.JobEffect;
import dev.weir.protocol.job.JobLife;
import dev.weir.protocol.job.JobStatus;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.pacing.TriggerRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A coordinator from the moment its process tries to take office: feeds {@link JobLife} and carries
 * out what it decides, as the runtime's {@code JobVerticle} does.
 */
final class Coordinator implements JobEffect.Handler {

  private static final long ATTEMPTS_OF_A_TERM = 1_000_000;
  private static final long ATTEMPTS_OF_A_RUN = 1_000_000_000_000L;
  private static final long TERMS_OF_A_RUN = 1_000_000;

  private final World world;
  private final NodeProcess process;
  private final Chance chance;
  private final EffectQueue effects = new EffectQueue();
  private final Set<SubtaskId> ended = new HashSet<>();
  private final Requests requests;
  private final Map<Long, Attempt> attempts = new HashMap<>();
  private JobLife life;
  private Takeover.@Nullable Office office;
  private @Nullable Deployer deployer;
  private @Nullable Checkpointing checkpoints;
  private @Nullable SignOfLife sign;
  private @Nullable Attempt deployment;
  private @Nullable Attempt lastCancelled;
  private @Nullable Runnable whenGone;
  private long currentAttempt;
  private long jobTimer;
  private boolean replacing;
  private boolean ending;
  private boolean over;

  Coordinator(World world, NodeProcess process) {
    this.world = world;
    this.process = process;
    this.chance = world.chance();
    this.requests = new Requests(world);
    this.life = JobLife.create(world.restartPolicy());
  }

  void takeOffice() {
    new Takeover(world, process, this::begin, this::gaveUp).begin();
  }

  private void gaveUp(String reason) {
    over = true;
    process.coordinator(null);
    if (world.isTelling()) {
      world.tell(process, "does not take office: " + reason);
    }
    process.joinAnew("it could not take office");
  }

  private void begin(Takeover.Office taken) {
    office = taken;
    world.observers().tookOffice(taken.layout().logDirectory(), taken.term(), process.name());
    JobShape job = world.user().shape(taken.layout().run());
    deployer = new Deployer(world, process, this, job);
    checkpoints =
        new Checkpointing(world, process, this, taken, new Blueprint(job).topology(), effects);
    if (world.isTelling()) {
      world.tell(
          process,
          "takes office in run %d, term %d, from %s"
              .formatted(
                  taken.layout().run(),
                  taken.term(),
                  taken.latestManifest().orElse("the beginning")));
    }
    SignOfLife given = new SignOfLife(world, process, this, taken);
    sign = given;
    given.give();
    sayThatItLeads();
    apply(life.onStart(world.millis()));
    tick();
  }

  private void sayThatItLeads() {
    for (NodeProcess node : world.cluster().processes()) {
      world
          .bus()
          .send(
              new Bus.Link(process, node),
              "the news of a coordinator",
              () -> {
                Session there = node.session();
                if (there != null) {
                  there.news(process, rank());
                }
              });
    }
  }

  /** Grows with the run and the term. */
  private long rank() {
    return rank(office().layout().run(), office().term());
  }

  static long rank(long run, long term) {
    return run * TERMS_OF_A_RUN + term;
  }

  private Takeover.Office office() {
    if (office == null) {
      throw new IllegalStateException("not in office");
    }
    return office;
  }

  private Checkpointing checkpointing() {
    if (checkpoints == null) {
      throw new IllegalStateException("not in office");
    }
    return checkpoints;
  }

  private CheckpointCoordinator checkpoints() {
    return checkpointing().state();
  }

  private void applyCheckpoints(Step<CheckpointCoordinator, CoordinatorEffect> step) {
    checkpointing().apply(step);
  }

  private Deployer deployer() {
    if (deployer == null) {
      throw new IllegalStateException("not in office");
    }
    return deployer;
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
    deployer().tick();
    Attempt running = deployment;
    if (running != null && life.status() == JobStatus.RUNNING) {
      world.observers().watched(running.deployment());
      running.ailment().ifPresent(why -> endedBy(FailureCause.external(why)));
    }
    process.after(World.TICK_MICROS, this::tick);
  }

  private void apply(Step<JobLife, JobEffect> step) {
    world.observers().moved(life, step.next());
    life = step.next();
    step.effects().forEach(effect -> effects.add(() -> effect.applyTo(this)));
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
      Attempt running = deployment;
      if (running != null && ended.size() == running.deployment().placement().nodes().size()) {
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

  /** A member of the cluster speaks; the rank of this coordinator if it is in office. */
  OptionalLong heard(NodeProcess node) {
    if (!isInOffice()) {
      return OptionalLong.empty();
    }
    deployer().heard(node);
    return OptionalLong.of(rank());
  }

  void leave(NodeProcess node, Runnable mayGo) {
    if (isInOffice()) {
      deployer().leave(node, mayGo);
    }
  }

  void membersChanged(List<NodeProcess> members) {
    if (isInOffice()) {
      deployer().membersChanged(members);
    }
  }

  /**
   * A node is gone, as far as it is known: an attempt that it has a part in fails, and one that has
   * failed for that reason is followed by the next without a wait.
   */
  void nodeLost(NodeProcess node) {
    Attempt running = deployment;
    Attempt last = lastCancelled;
    if (over) {
      return;
    }
    if (running != null) {
      if (running.runsOn(node)) {
        world.observers().mourned(running.deployment(), node);
        endedBy(FailureCause.external(node + " is gone").retriedAtOnce());
      }
    } else if (last != null && last.runsOn(node)) {
      world.observers().mourned(last.deployment(), node);
      apply(life.onNodeLost(currentAttempt, world.millis()));
    }
  }

  private void endedBy(FailureCause cause) {
    fail(Optional.empty(), cause);
  }

  void fail(Optional<SubtaskId> subtask, FailureCause cause) {
    apply(life.onFailure(currentAttempt, subtask, cause, world.millis(), chance));
  }

  /** Its number among all attempts of all runs. */
  long numberOf(long attempt) {
    return office().layout().run() * ATTEMPTS_OF_A_RUN
        + (office().term() - 1) * ATTEMPTS_OF_A_TERM
        + attempt;
  }

  // What users ask for

  void cancel() {
    apply(life.onCancel());
  }

  void request(TriggerRequest request) {
    requests.add(request);
    if (life.status() != JobStatus.RUNNING) {
      requests.answer(request.requestId().orElseThrow(), false);
    } else if (request.kind().isTerminal()) {
      apply(life.onStop(request));
    } else {
      applyCheckpoints(checkpoints().onRequest(request, world.millis()));
    }
  }

  void rescale(int parallelism) {
    deployer().rescale(parallelism);
  }

  long currentAttempt() {
    return currentAttempt;
  }

  /** Has the attempt replaced by one that is placed anew, from a checkpoint taken for it. */
  void replaceAttempt(String why) {
    if (over || life.status() != JobStatus.RUNNING || replacing) {
      return;
    }
    if (world.isTelling()) {
      world.tell(process, "moves the job: " + why);
    }
    replacing = true;
    takeCheckpoint(
        completed -> {
          replacing = false;
          if (completed) {
            apply(life.onReplace(currentAttempt));
          }
        });
  }

  private void takeCheckpoint(Consumer<Boolean> then) {
    applyCheckpoints(checkpoints().onRequest(requests.own(then), world.millis()));
  }

  /**
   * The process is told to end: takes a checkpoint, so that whoever takes over has little to do
   * again, and gives the job up without ending it.
   */
  void handOver(Runnable then) {
    if (!isInOffice() || life.status() != JobStatus.RUNNING) {
      giveUp(then);
    } else {
      takeCheckpoint(completed -> giveUp(then));
    }
  }

  private void giveUp(Runnable then) {
    if (over) {
      return;
    }
    apply(life.onSuspend());
    over = true;
    requests.refuseAll();
    SignOfLife given = sign;
    Runnable leave =
        () -> {
          if (given != null) {
            given.takeBack();
          }
          then.run();
        };
    if (ending) {
      whenGone = leave;
    } else {
      leave.run();
    }
  }

  // What the life of the job asks for

  @Override
  public void deploy(JobEffect.Deploy effect) {
    checkpointing().whenSettled(() -> prepare(effect.attempt()));
  }

  private void prepare(long attempt) {
    currentAttempt = attempt;
    ended.clear();
    new AttemptStart(world, process, this, office(), checkpointing(), attempt).begin(deployer());
  }

  /** Whether an attempt is still to be started. */
  boolean isAwaited(long attempt) {
    return !over && attempt == currentAttempt && life.status() == JobStatus.INITIALIZING;
  }

  /** The subtasks of an attempt are about to be deployed. */
  void starts(Attempt attempt) {
    attempts.put(attempt.number(), attempt);
    deployment = attempt;
  }

  /** All of its subtasks are there. */
  void deployed(long attempt, OptionalLong restored, Attempt started) {
    if (over || deployment != started) {
      return;
    }
    world.observers().attemptStarts(started.deployment());
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
      deployer().deployed();
    }
  }

  @Override
  public void cancelAttempt(JobEffect.CancelAttempt effect) {
    applyCheckpoints(checkpoints().onAttemptEnded(world.millis()));
    Attempt running = deployment;
    deployment = null;
    lastCancelled = running;
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
    requests.answerStop(true);
    requests.refuseAll();
    over = true;
    process.coordinator(null);
    if (sign != null) {
      sign.takeBack();
    }
    if (life instanceof Ended last) {
      world.user().jobEnded(office().layout().run(), last.end());
    }
    tellTheEnd();
  }

  /** All members end with the job; who starts it again is a new one. */
  private void tellTheEnd() {
    for (NodeProcess node : world.cluster().processes()) {
      world
          .bus()
          .send(
              new Bus.Link(process, node),
              "the end of the job",
              () -> node.joinAnew("the job has ended"));
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
    requests.answerStop(false);
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
                checkpointing().discardAll();
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
    effect.request().requestId().ifPresent(id -> requests.answer(id, false));
  }

  void deposed(String reason) {
    if (over) {
      return;
    }
    if (world.isTelling()) {
      world.tell(process, "is deposed in term " + office().term() + ": " + reason);
    }
    apply(life.onSuspend());
    over = true;
    requests.refuseAll();
    process.coordinator(null);
    process.joinAnew("it is deposed");
  }

  // What checkpoints lead to

  void tell(SubtaskId id, Command command) {
    Attempt running = deployment;
    if (running != null) {
      running.tell(id, command);
    }
  }

  void tellAll(Command command) {
    Attempt running = deployment;
    if (running != null) {
      running.tellAll(command);
    }
  }

  void answered(CoordinatorEffect.AnswerRequest effect) {
    boolean completed = effect.result() instanceof RequestResult.Completed;
    Consumer<Boolean> waiting = requests.removeOwn(effect.requestId());
    if (waiting != null) {
      waiting.accept(completed);
      return;
    }
    if (over) {
      return; // all have got their answer
    }
    boolean stop = requests.isStop(effect.requestId());
    if (stop && completed) {
      requests.stopsWith(effect.requestId());
      return;
    }
    requests.answer(effect.requestId(), completed);
    if (stop) {
      apply(life.onStopFailed());
    }
  }

  void completed() {
    apply(life.onCompleted(currentAttempt));
  }
}
