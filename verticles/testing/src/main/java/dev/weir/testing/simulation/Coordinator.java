package dev.weir.testing.simulation;

import dev.weir.protocol.FailureCause;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.coordinator.CoordinatorEffect;
import dev.weir.protocol.coordinator.RequestResult;
import dev.weir.protocol.job.Ended;
import dev.weir.protocol.pacing.TriggerRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A coordinator from the moment its process tries to take office: hands on what nodes, subtasks and
 * users say to {@link JobExecution}, {@link Checkpointing} and {@link Deployer}.
 */
final class Coordinator {

  private final World world;
  private final NodeProcess process;
  private final EffectQueue effects = new EffectQueue();
  private final Attempts attempts = new Attempts();
  private final Requests requests;
  private final JobExecution job;
  private Takeover.@Nullable Office office;
  private @Nullable Leadership leadership;
  private @Nullable Deployer deployer;
  private @Nullable Checkpointing checkpoints;
  private boolean replacing;
  private boolean over;

  Coordinator(World world, NodeProcess process) {
    this.world = world;
    this.process = process;
    this.requests = new Requests(world);
    this.job = new JobExecution(world, process, this, attempts, requests, effects);
  }

  // The office

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
    JobShape shape = world.user().shape(taken.layout().run());
    deployer = new Deployer(world, process, this, shape);
    checkpoints =
        new Checkpointing(
            world, process, this, attempts, taken, new Blueprint(shape).topology(), effects);
    if (world.isTelling()) {
      world.tell(
          process,
          "takes office in run %d, term %d, from %s"
              .formatted(
                  taken.layout().run(),
                  taken.term(),
                  taken.latestManifest().orElse("the beginning")));
    }
    Leadership leading = new Leadership(world, process, this, taken);
    leadership = leading;
    leading.begin();
    job.start();
    tick();
  }

  boolean isInOffice() {
    return office != null && !over;
  }

  boolean isOver() {
    return over;
  }

  Takeover.Office office() {
    return inOffice(office);
  }

  Checkpointing checkpointing() {
    return inOffice(checkpoints);
  }

  Deployer deployer() {
    return inOffice(deployer);
  }

  private static <T> T inOffice(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("not in office");
    }
    return part;
  }

  private void tick() {
    if (over) {
      return;
    }
    deployer().tick();
    Attempt running = attempts.running();
    if (running != null && job.isRunning()) {
      world.observers().watched(running.deployment());
      running.ailment().ifPresent(why -> endedBy(FailureCause.external(why)));
    }
    process.after(World.TICK_MICROS, this::tick);
  }

  /**
   * The process is told to end: takes a checkpoint, so that whoever takes over has little to do
   * again, and gives the job up without ending it.
   */
  void handOver(Runnable then) {
    if (!isInOffice() || !job.isRunning()) {
      giveUp(then);
    } else {
      takeCheckpoint(completed -> giveUp(then));
    }
  }

  private void giveUp(Runnable then) {
    if (over) {
      return;
    }
    job.suspend();
    over = true;
    requests.refuseAll();
    job.whenGone(
        () -> {
          leaveInOrder();
          then.run();
        });
  }

  private void leaveInOrder() {
    Leadership leading = leadership;
    if (leading != null) {
      leading.leave();
    }
  }

  void deposed(String reason) {
    if (over) {
      return;
    }
    if (world.isTelling()) {
      world.tell(process, "is deposed in term " + office().term() + ": " + reason);
    }
    job.suspend();
    over = true;
    requests.refuseAll();
    process.coordinator(null);
    process.joinAnew("it is deposed");
  }

  void jobEnded() {
    requests.answerStop(true);
    requests.refuseAll();
    over = true;
    process.coordinator(null);
    leaveInOrder();
    if (job.life() instanceof Ended last) {
      world.user().jobEnded(office().layout().run(), last.end());
    }
    inOffice(leadership).tellTheEnd();
  }

  // What subtasks report

  OrderedSender.@Nullable Receiver reportsOf(long attempt, SubtaskId id) {
    return attempts.reportsOf(attempt, id);
  }

  void receive(long attempt, SubtaskId id, Report report) {
    Checkpointing taken = checkpoints;
    if (over || taken == null) {
      return;
    }
    if (report instanceof Report.Acknowledged acknowledged) {
      taken.acknowledged(acknowledged.ack());
    } else if (report instanceof Report.Declined declined) {
      taken.declined(declined.decline());
    } else if (attempt == numberOf(attempts.current())) {
      receiveOfCurrentAttempt(id, report, taken);
    }
  }

  private void receiveOfCurrentAttempt(SubtaskId id, Report report, Checkpointing taken) {
    if (report instanceof Report.Ended) {
      if (attempts.ended(id)) {
        job.allEnded();
        taken.allEnded();
      }
    } else if (report instanceof Report.Committed committed) {
      taken.committed(committed.checkpointId(), id);
    } else if (report instanceof Report.Failed failed) {
      fail(Optional.of(failed.subtask()), FailureCause.user(failed.why()));
    }
  }

  // What nodes say, and is known of them

  void heartbeat(long attempt, NodeProcess node) {
    attempts.heartbeat(attempt, node);
  }

  /** A member of the cluster speaks; the rank of this coordinator if it is in office. */
  OptionalLong heard(NodeProcess node) {
    if (!isInOffice()) {
      return OptionalLong.empty();
    }
    deployer().heard(node);
    return OptionalLong.of(inOffice(leadership).rank());
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
    Attempt running = attempts.running();
    Attempt last = attempts.cancelled();
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
      job.nodeLost();
    }
  }

  private void endedBy(FailureCause cause) {
    fail(Optional.empty(), cause);
  }

  void fail(Optional<SubtaskId> subtask, FailureCause cause) {
    job.fail(subtask, cause);
  }

  // Attempts

  /** Its number among all attempts of all runs. */
  long numberOf(long attempt) {
    return Attempts.number(office(), attempt);
  }

  long currentAttempt() {
    return attempts.current();
  }

  /** Whether an attempt is still to be started. */
  boolean isAwaited(long attempt) {
    return !over && job.isAwaited(attempt);
  }

  /** The subtasks of an attempt are about to be deployed. */
  void starts(Attempt attempt) {
    attempts.starts(attempt);
  }

  /** All of its subtasks are there. */
  void deployed(long attempt, OptionalLong restored, Attempt started) {
    if (over || attempts.running() != started) {
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
    job.deployed(attempt, restored, started);
  }

  /** Has the attempt replaced by one that is placed anew, from a checkpoint taken for it. */
  void replaceAttempt(String why) {
    if (over || !job.isRunning() || replacing) {
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
            job.replace();
          }
        });
  }

  private void takeCheckpoint(Consumer<Boolean> then) {
    checkpointing().request(requests.own(then));
  }

  // What users ask for

  void cancel() {
    job.cancel();
  }

  void request(TriggerRequest request) {
    requests.add(request);
    if (!job.isRunning()) {
      requests.answer(request.requestId().orElseThrow(), false);
    } else if (request.kind().isTerminal()) {
      job.stop(request);
    } else {
      checkpointing().request(request);
    }
  }

  void rescale(int parallelism) {
    deployer().rescale(parallelism);
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
      job.stopFailed();
    }
  }

  void completed() {
    job.completed();
  }
}
