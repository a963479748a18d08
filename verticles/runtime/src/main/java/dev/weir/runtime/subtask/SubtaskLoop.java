package dev.weir.runtime.subtask;

import dev.weir.api.graph.StreamNode;
import dev.weir.api.source.InputStatus;
import dev.weir.config.CheckpointingMode;
import dev.weir.protocol.Step;
import dev.weir.protocol.alignment.Alignment;
import dev.weir.protocol.alignment.AlignmentEffect;
import dev.weir.protocol.checkpoint.CheckpointFailureReason;
import dev.weir.protocol.restore.RestoreRefusedException;
import dev.weir.runtime.channel.BarrierMessage;
import dev.weir.runtime.channel.ChannelMessage;
import dev.weir.runtime.channel.CreditMessage;
import dev.weir.runtime.channel.EndOfInput;
import dev.weir.runtime.channel.EndSource;
import dev.weir.runtime.channel.Frame;
import dev.weir.runtime.channel.InputChannel;
import dev.weir.runtime.channel.InputGate;
import dev.weir.runtime.channel.OutputGate;
import dev.weir.runtime.channel.SourceEventMessage;
import dev.weir.runtime.channel.SplitAssignment;
import dev.weir.runtime.operators.SourceOperator;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What a subtask does with its thread: takes messages from its channels in turn, polls its source,
 * handles barriers, and yields after each slice so that credits, commands and barriers get their
 * turn.
 *
 * <p>Messages that come from the bus are only queued; a turn takes them up. So everything that had
 * come when a turn begins is known to it, and "the input has run dry" means what it says: then, and
 * when frames are full, output is sent.
 */
final class SubtaskLoop implements AlignmentEffect.Handler {

  private static final long SLICE_NANOS = 1_000_000;
  private static final int NONE = -1;

  private final Context context;
  private final SubtaskPlan plan;
  private final SubtaskBus bus;
  private final InputGate inputs;
  private final OutputGate outputs;
  private final OperatorChain chain;
  private final @Nullable SourceOperator<?, ?> source;
  private final Snapshots snapshots;
  private final SubtaskMetrics metrics;
  private final Interruption interruption;
  private final InputWatermarks watermarks;
  private final SlicePause pause;
  private final SubtaskTimers processingTime;
  private final SubtaskMailbox mailbox;
  private final BarrierReports barriers;
  private final ArrayDeque<SubtaskCommand> commands = new ArrayDeque<>();

  private final long flushNanos;
  private Alignment alignment;
  private SourceState sourceState = SourceState.NOT_STARTED;
  private boolean turnScheduled;
  private boolean started;
  private boolean stopped;
  private boolean ending;
  private boolean ended;
  private int endingInput = NONE;
  private long haltedFor;
  private long lastFlush;
  private long recordsIn;
  private long blockedSince;

  /** Where the reader of a source subtask stands. */
  private enum SourceState {
    NOT_STARTED,
    READING,
    WAITING,
    ENDED
  }

  SubtaskLoop(
      Context context,
      SubtaskPlan plan,
      SubtaskServices services,
      SubtaskBus bus,
      InputGate inputs,
      OutputGate outputs,
      OperatorChain chain,
      Snapshots snapshots,
      SubtaskMetrics metrics,
      Interruption interruption,
      SubtaskTimers processingTime,
      SubtaskMailbox mailbox) {
    this.context = context;
    this.plan = plan;
    this.bus = bus;
    this.inputs = inputs;
    this.outputs = outputs;
    this.chain = chain;
    this.source = chain.source();
    this.snapshots = snapshots;
    this.metrics = metrics;
    this.interruption = interruption;
    this.processingTime = processingTime;
    this.mailbox = mailbox;
    this.barriers = new BarrierReports(plan, bus);
    this.watermarks = new InputWatermarks(inputs, chain.head());
    this.pause = new SlicePause(outputs, interruption);
    chain.head().pauseTimersWith(pause);
    this.flushNanos = flushInterval(plan, services).toNanos();
    this.alignment =
        services.options().checkpointing().mode() == CheckpointingMode.EXACTLY_ONCE
            ? Alignment.exactlyOnce(inputs.size())
            : Alignment.atLeastOnce(inputs.size());
  }

  private static Duration flushInterval(SubtaskPlan plan, SubtaskServices services) {
    Duration least = null;
    for (StreamNode node : plan.vertex().chain()) {
      Duration timeout = node.bufferTimeout();
      if (timeout != null && (least == null || timeout.compareTo(least) < 0)) {
        least = timeout;
      }
    }
    return least == null ? services.options().channel().flushInterval() : least;
  }

  void receive(ChannelMessage message) {
    if (stopped) {
      return;
    }
    try {
      inputs.receive(message);
    } catch (RuntimeException e) {
      fail(e);
      return;
    }
    scheduleTurn();
  }

  void receive(CreditMessage credit) {
    if (stopped) {
      return;
    }
    try {
      outputs.credit(credit);
    } catch (RuntimeException e) {
      fail(e);
      return;
    }
    scheduleTurn();
  }

  /**
   * A tick of the channels to other nodes has passed.
   *
   * @return whether there is to be another one
   */
  boolean tick() {
    if (stopped) {
      return false;
    }
    try {
      outputs.tick();
      return true;
    } catch (RuntimeException e) {
      fail(e);
      return false;
    }
  }

  void receive(SubtaskCommand command) {
    commands.add(command);
    scheduleTurn();
  }

  /** Nothing is taken up after this. */
  void stop() {
    stopped = true;
  }

  /** Lets a turn come, if none is on its way. */
  void scheduleTurn() {
    if (!turnScheduled && !stopped) {
      turnScheduled = true;
      context.runOnContext(ignored -> turn());
    }
  }

  private void turn() {
    turnScheduled = false;
    if (stopped || interruption.isCancelled()) {
      return;
    }
    interruption.enter();
    long started = System.nanoTime();
    try {
      boolean more = work(started);
      afterWork(started, more);
      if (more) {
        scheduleTurn();
      }
    } catch (Throwable e) {
      fail(e);
    } finally {
      interruption.exit();
    }
  }

  private boolean work(long turnStarted) throws Exception {
    handleCommands();
    long deadline = turnStarted + SLICE_NANOS;
    pause.until(deadline);
    if (started) {
      runMails();
    }
    if (started && processingTime.isDue() && !runTimers(deadline)) {
      return outputs.hasCredit();
    }
    if (watermarks.isPending() && !finishWatermark()) {
      return outputs.isAvailable();
    }
    while (outputs.hasCredit() && !interruption.isCancelled()) {
      InputChannel channel = outputs.isAvailable() ? inputs.next() : inputs.nextControl();
      if (channel == null) {
        return mayPoll() && poll(deadline);
      }
      take(channel);
      if (watermarks.isPending()) {
        return outputs.isAvailable();
      }
      if (System.nanoTime() >= deadline) {
        return outputs.hasCredit();
      }
    }
    return false;
  }

  /**
   * Runs timers of the watermark that is pending, and then what came with it; returns whether it is
   * pending no more. Until then nothing is taken from the channels.
   */
  private boolean finishWatermark() throws Exception {
    if (!outputs.isAvailable() || !watermarks.continueWatermark()) {
      return false;
    }
    if (endingInput != NONE) {
      int input = endingInput;
      endingInput = NONE;
      endInput(input);
    }
    return true;
  }

  /** What asynchronous work has come to; it may be the last thing that the end waited for. */
  private void runMails() throws Exception {
    mailbox.runAll();
    if (ending) {
      end();
    }
  }

  /** Runs what is due by the clock; returns whether all of it has run. */
  private boolean runTimers(long deadline) throws Exception {
    while (outputs.hasCredit()) {
      if (!processingTime.runNextDue()) {
        return true;
      }
      if (System.nanoTime() >= deadline) {
        return false;
      }
    }
    return false;
  }

  /** Sends what is in half-full frames when there is nothing to fill them with, or it is time. */
  private void afterWork(long started, boolean more) {
    long now = System.nanoTime();
    if ((!more && outputs.hasCredit()) || now - lastFlush >= flushNanos) {
      outputs.flush();
      lastFlush = now;
    }
    metrics.addBusy(now - started);
    if (blockedSince != 0) {
      metrics.addBackPressured(started - blockedSince);
    }
    blockedSince = outputs.isAvailable() ? 0 : now;
    metrics.records(recordsIn, outputs.recordsSent());
    metrics.watermarks(watermarks.watermark(), chain.outputWatermark());
  }

  private void handleCommands() throws Exception {
    SubtaskCommand command = commands.poll();
    while (command != null) {
      handle(command);
      command = commands.poll();
    }
  }

  private void handle(SubtaskCommand command) throws Exception {
    if (command instanceof SubtaskCommand.Start) {
      start();
    } else if (command instanceof SubtaskCommand.CompleteCheckpoint complete) {
      long checkpointId = complete.permit().checkpointId();
      chain.notifyCheckpointComplete(checkpointId);
      snapshots.completed(checkpointId);
      bus.report(new SubtaskReport.Committed(plan.attempt(), plan.subtask(), checkpointId));
    } else if (command instanceof SubtaskCommand.TellAccumulated) {
      reportAccumulated();
    } else if (command instanceof SubtaskCommand.AbortCheckpoint abort) {
      apply(alignment.onAborted(abort.checkpointId()));
      chain.notifyCheckpointAborted(abort.checkpointId());
      if (haltedFor == abort.checkpointId()) {
        halt(0);
      }
    }
  }

  private void start() throws Exception {
    started = true;
    if (source == null) {
      return;
    }
    if (plan.restore().ended()) {
      endSource();
    } else {
      sourceState = SourceState.READING;
      source.start();
    }
  }

  private void take(InputChannel channel) throws Exception {
    ChannelMessage message = channel.peek();
    if (message instanceof Frame frame) {
      takeRecords(channel, frame);
    } else if (message instanceof BarrierMessage barrier) {
      channel.consumed();
      barriers.arrived(channel.index(), barrier.barrier().checkpointId());
      apply(alignment.onBarrier(channel.index(), barrier.barrier(), System.nanoTime()));
    } else if (message instanceof EndOfInput) {
      channel.consumed();
      channel.markEnded();
      if (!plan.restore().ended()) {
        watermarks.onEnded(channel.index());
      }
      if (watermarks.isPending()) {
        endingInput = channel.input();
      } else {
        endInput(channel.input());
      }
    } else if (message instanceof SplitAssignment splits) {
      channel.consumed();
      addSplits(splits);
    } else if (message instanceof SourceEventMessage event) {
      channel.consumed();
      requireSource().handleEvent(event.event());
    } else if (message instanceof EndSource) {
      channel.consumed();
      endSource();
    }
    inputs.again(channel);
  }

  /** Takes records and watermarks of a frame in their order, until there is no more credit. */
  private void takeRecords(InputChannel channel, Frame frame) throws Exception {
    if (plan.restore().ended() && frame.size() > 0) {
      throw hasEnded();
    }
    int next = channel.position();
    boolean more = true;
    while (more) {
      int from = next;
      int stop = frame.nextStop();
      if (from < stop) {
        next = chain.input(channel.input()).processFrame(frame, from, stop, outputs);
        recordsIn += next - from;
      }
      more =
          next == stop
              && takeMark(channel, frame)
              && outputs.isAvailable()
              && !watermarks.isPending();
    }
    if (next == frame.size() && !frame.hasNextMark()) {
      channel.consumed();
    } else {
      channel.position(next);
    }
  }

  private RestoreRefusedException hasEnded() {
    return new RestoreRefusedException(
        ("%s had come to its end in checkpoint %d, and now gets records: its results would be lost."
                + " Give it new uids, so that it starts without that state, or restore an earlier"
                + " checkpoint")
            .formatted(plan.subtask(), plan.restoredCheckpoint().orElse(0)));
  }

  private boolean takeMark(InputChannel channel, Frame frame) throws Exception {
    if (!frame.hasNextMark()) {
      return false;
    }
    watermarks.onMark(channel.index(), frame.takeMark());
    return true;
  }

  private void endInput(int input) throws Exception {
    if (!inputs.isEnded(input)) {
      return;
    }
    if (!plan.restore().ended()) {
      chain.endInput(input);
    }
    for (int other = 0; other < chain.inputs(); other++) {
      if (!inputs.isEnded(other)) {
        return;
      }
    }
    end();
  }

  /**
   * All input has ended: so does the output when all has been emitted that came of it. Barriers
   * still pass.
   */
  private void end() throws Exception {
    if (ended) {
      return;
    }
    if (!plan.restore().ended() && !chain.endChained()) {
      ending = true;
      return;
    }
    processingTime.quiesce();
    ended = true;
    outputs.writeEndOfInput();
    reportAccumulated();
    bus.report(new SubtaskReport.Ended(plan.attempt(), plan.subtask()));
  }

  private void reportAccumulated() {
    bus.report(new SubtaskReport.Accumulated(plan.attempt(), plan.subtask(), chain.accumulated()));
  }

  private void addSplits(SplitAssignment assignment) throws Exception {
    if (sourceState == SourceState.ENDED) {
      return;
    }
    requireSource().addSplits(assignment.splits(), assignment.noMoreSplits());
    if (sourceState == SourceState.WAITING) {
      sourceState = SourceState.READING;
    }
  }

  private boolean mayPoll() {
    return sourceState == SourceState.READING && haltedFor == 0 && !requireSource().isPaused();
  }

  private boolean poll(long deadline) throws Exception {
    SourceOperator<?, ?> reader = requireSource();
    while (outputs.isAvailable()) {
      InputStatus status = reader.poll();
      if (status == InputStatus.END_OF_INPUT) {
        endSource();
        return false;
      }
      if (status == InputStatus.NOTHING_AVAILABLE) {
        sourceState = SourceState.WAITING;
        reader.isAvailable().whenComplete((done, failure) -> context.runOnContext(v -> resume()));
        return false;
      }
      if (System.nanoTime() >= deadline) {
        return true;
      }
    }
    return false;
  }

  private void resume() {
    if (sourceState == SourceState.WAITING) {
      sourceState = SourceState.READING;
      scheduleTurn();
    }
  }

  private void endSource() throws Exception {
    if (sourceState == SourceState.ENDED) {
      return;
    }
    sourceState = SourceState.ENDED;
    if (!ended && !plan.restore().ended()) {
      requireSource().emitEnd();
    }
    end();
  }

  /**
   * @param checkpointId with which the job is to end; 0: none
   */
  private void halt(long checkpointId) {
    haltedFor = checkpointId;
    requireSource().halt(checkpointId != 0);
  }

  private SourceOperator<?, ?> requireSource() {
    if (source == null) {
      throw new IllegalStateException(plan.subtask() + " has no source, but was given splits");
    }
    return source;
  }

  private void apply(Step<Alignment, AlignmentEffect> step) {
    alignment = step.next();
    step.effects().forEach(effect -> effect.applyTo(this));
  }

  @Override
  public void block(AlignmentEffect.Block effect) {
    inputs.block(effect.channel());
  }

  @Override
  public void unblockAll(AlignmentEffect.UnblockAll effect) {
    inputs.unblockAll();
  }

  @Override
  public void takeSnapshot(AlignmentEffect.TakeSnapshot effect) {
    barriers.aligned(effect.barrier().checkpointId());
    try {
      chain.prepareSnapshot(effect.barrier());
    } catch (Exception e) {
      throw new SnapshotPreparationException(effect.barrier().checkpointId(), e);
    }
    outputs.writeBarrier(effect.barrier());
    snapshots.take(effect, ended);
    barriers.taken(effect.barrier().checkpointId());
    if (source != null && effect.barrier().kind().haltsSources()) {
      halt(effect.barrier().checkpointId());
    }
  }

  @Override
  public void alignmentGivenUp(AlignmentEffect.AlignmentGivenUp effect) {
    snapshots.decline(
        effect.checkpointId(),
        CheckpointFailureReason.ALIGNMENT_SUPERSEDED,
        "a newer barrier came to " + plan.subtask());
  }

  private void fail(Throwable thrown) {
    stopped = true;
    failFromElsewhere(thrown);
  }

  /** As {@link #fail}, for any thread: the attempt is cancelled, and with it this subtask. */
  void failFromElsewhere(Throwable thrown) {
    if (!interruption.isCancelled()) {
      bus.report(SubtaskReport.Failed.of(plan.attempt(), plan.subtask(), thrown));
    }
  }
}
