package dev.weir.testing.simulation;

import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.alignment.Alignment;
import dev.weir.protocol.alignment.AlignmentEffect;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.checkpoint.CheckpointFailureReason;
import dev.weir.protocol.checkpoint.SubtaskDecline;
import dev.weir.protocol.restore.SubtaskRestore;
import dev.weir.state.spi.KeyGroups;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A subtask that is no enumerator; does in its turns what the runtime's {@code SubtaskLoop} does:
 * commands first, then messages of its channels in turn, or its source.
 */
final class LoopSubtask extends Subtask implements AlignmentEffect.Handler {

  private static final int MESSAGES_PER_TURN = 6;
  private static final long TURN_MICROS = 150;

  private enum SourceState {
    NOT_STARTED,
    READING,
    WAITING,
    ENDED
  }

  private final List<InputEnd> inputs = new ArrayList<>();
  private final ArrayDeque<Command> commands = new ArrayDeque<>();
  private final Chain chain;
  private final SubtaskRestore restore;
  private final Snapshots snapshots;
  private final int[] nextTarget;
  private final @Nullable OrderedSender toEnumerator;
  private Alignment alignment;
  private SourceState sourceState = SourceState.NOT_STARTED;
  private boolean askedForSplit;
  private boolean turnScheduled;
  private boolean ended;
  private long haltedFor;
  private int nextInput;

  LoopSubtask(
      World world,
      NodeProcess process,
      Deployment deployment,
      SubtaskId id,
      SubtaskRestore restore,
      Map<String, Object> files) {
    super(world, process, deployment, id);
    this.restore = restore;
    Scenario.Tuning tuning = world.tuning();
    for (Blueprint.From from : place.inputs()) {
      inputs.add(
          new InputEnd(world, this, from, deployment.nodeOf(from.sender()), tuning.credits()));
    }
    nextTarget = new int[outputs.isEmpty() ? 0 : outputs.get(outputs.size() - 1).to().edge() + 1];
    alignment =
        tuning.atLeastOnce()
            ? Alignment.atLeastOnce(inputs.size())
            : Alignment.exactlyOnce(inputs.size());
    chain = new Chain(world, this, restore, files);
    snapshots = new Snapshots(this, chain);
    toEnumerator = chain.source() == null ? null : toEnumerator();
  }

  private OrderedSender toEnumerator() {
    SubtaskId enumerator = place.inputs().get(0).sender();
    NodeProcess there = deployment.nodeOf(enumerator);
    return new OrderedSender(
        world,
        process,
        there,
        () ->
            there.agent().subtask(attempt(), enumerator) instanceof EnumeratorSubtask found
                ? found.readerRequests(id().index())
                : null);
  }

  @Override
  InputEnd input(int index) {
    return inputs.get(index);
  }

  @Override
  void receive(int input, long number, Message message) {
    if (isStopped()) {
      return;
    }
    if (!inputs.get(input).receive(number, message)) {
      fail("a message from " + place.inputs().get(input).sender() + " was lost");
      return;
    }
    scheduleTurn();
  }

  @Override
  void receive(Command command) {
    if (!isStopped()) {
      commands.add(command);
      scheduleTurn();
    }
  }

  @Override
  void credit(int output, long granted, long acknowledged) {
    super.credit(output, granted, acknowledged);
    scheduleTurn();
  }

  @Override
  void stop() {
    super.stop();
    snapshots.abandonAll();
  }

  @Override
  void tick() {
    super.tick();
    if (toEnumerator != null && !isStopped() && !toEnumerator.isAlive()) {
      fail("the enumerator does not answer");
    }
  }

  private void scheduleTurn() {
    if (!turnScheduled && !isStopped()) {
      turnScheduled = true;
      process.after(world.chance().between(1, TURN_MICROS), this::turn);
    }
  }

  private void turn() {
    turnScheduled = false;
    if (isStopped()) {
      return;
    }
    boolean more = work();
    if (isStopped()) {
      return;
    }
    if (!more && isAvailable()) {
      outputs.forEach(OutputEnd::flush);
    }
    if (more) {
      scheduleTurn();
    }
  }

  private boolean isAvailable() {
    for (OutputEnd output : outputs) {
      if (output.isBlocked()) {
        return false;
      }
    }
    return true;
  }

  private boolean work() {
    Command command = commands.poll();
    while (command != null && !isStopped()) {
      handle(command);
      command = commands.poll();
    }
    int left = 1 + world.chance().below(MESSAGES_PER_TURN);
    while (isAvailable() && !isStopped()) {
      InputEnd input = next();
      if (input == null) {
        return sourceState == SourceState.READING && haltedFor == 0 && poll(left);
      }
      take(input);
      if (--left == 0) {
        return isAvailable();
      }
    }
    return false;
  }

  private @Nullable InputEnd next() {
    for (int i = 0; i < inputs.size(); i++) {
      InputEnd input = inputs.get(nextInput);
      nextInput = (nextInput + 1) % inputs.size();
      if (input.isReady()) {
        return input;
      }
    }
    return null;
  }

  private void handle(Command command) {
    if (command instanceof Command.Start) {
      start();
    } else if (command instanceof Command.Complete complete) {
      if (chain.complete(complete.checkpointId())) {
        report(new Report.Committed(complete.checkpointId()));
      } else {
        fail("the commit of checkpoint " + complete.checkpointId() + " was refused");
      }
    } else if (command instanceof Command.Abort abort) {
      apply(alignment.onAborted(abort.checkpointId()));
      snapshots.abort(abort.checkpointId());
      if (haltedFor == abort.checkpointId()) {
        haltedFor = 0;
      }
    }
  }

  private void start() {
    if (chain.source() == null) {
      return;
    }
    if (restore.ended()) {
      endSource();
    } else {
      sourceState = SourceState.READING;
      askForSplit();
    }
  }

  private void askForSplit() {
    if (toEnumerator == null) {
      return;
    }
    SubtaskId enumerator = place.inputs().get(0).sender();
    NodeProcess there = deployment.nodeOf(enumerator);
    askedForSplit = true;
    toEnumerator.send(
        "a request for a split",
        () -> {
          if (there.agent().subtask(attempt(), enumerator) instanceof EnumeratorSubtask found) {
            found.splitWanted(id().index());
          }
        });
  }

  private void take(InputEnd input) {
    Message message = input.peek();
    if (message instanceof Message.Frame frame) {
      takeRecords(input, frame);
      return;
    }
    input.consume();
    if (message instanceof Message.Barrier barrier) {
      apply(alignment.onBarrier(inputs.indexOf(input), barrier.barrier(), world.nanos()));
    } else if (message instanceof Message.EndOfInput) {
      input.end();
      endInput();
    } else if (message instanceof Message.Splits splits) {
      addSplits(splits);
    } else if (message instanceof Message.EndSource) {
      endSource();
    }
  }

  private void takeRecords(InputEnd input, Message.Frame frame) {
    int position = input.position();
    while (position < frame.items().size() && isAvailable()) {
      if (world.strikes(FaultKind.FUNCTION_THROWS, id())) {
        fail("user code threw");
        return;
      }
      process(frame.items().get(position++));
    }
    if (position == frame.items().size()) {
      input.consume();
    } else {
      input.position(position);
    }
  }

  private void process(Item item) {
    world.observers().processed(attempt(), id(), item);
    Item emitted = chain.process(item);
    if (emitted != null) {
      emit(emitted);
    }
  }

  private void emit(Item item) {
    int from = 0;
    while (from < outputs.size()) {
      Blueprint.To first = outputs.get(from).to();
      int targets = 1;
      while (from + targets < outputs.size()
          && outputs.get(from + targets).to().edge() == first.edge()) {
        targets++;
      }
      int target =
          switch (first.routing()) {
            case KEYED ->
                KeyGroups.subtaskOf(
                    KeyedCounts.groupOf(item.key()), JobShape.MAX_PARALLELISM, targets);
            case REBALANCE -> (nextTarget[first.edge()]++ & Integer.MAX_VALUE) % targets;
            case FORWARD -> 0;
          };
      outputs.get(from + target).write(item);
      from += targets;
    }
  }

  private void endInput() {
    for (InputEnd input : inputs) {
      if (!input.isEnded()) {
        return;
      }
    }
    end();
  }

  private void end() {
    if (!ended) {
      ended = true;
      outputs.forEach(output -> output.write(new Message.EndOfInput()));
      report(new Report.Ended());
    }
  }

  private void addSplits(Message.Splits splits) {
    if (sourceState == SourceState.ENDED) {
      return;
    }
    askedForSplit = false;
    requireSource().add(splits.splits(), splits.noMore());
    if (sourceState == SourceState.WAITING) {
      sourceState = SourceState.READING;
    }
  }

  private boolean poll(int most) {
    Reader reader = requireSource();
    for (int i = 0; i < most && isAvailable(); i++) {
      Item item = reader.poll(world.timeline().now());
      if (item != null) {
        emit(item);
        continue;
      }
      if (reader.isAtEnd()) {
        endSource();
        return false;
      }
      sourceState = SourceState.WAITING;
      if (reader.wantsSplit()) {
        if (!askedForSplit) {
          askForSplit();
        }
      } else {
        process.at(reader.nextAt(), this::resume);
      }
      return false;
    }
    return isAvailable();
  }

  private void resume() {
    if (sourceState == SourceState.WAITING) {
      sourceState = SourceState.READING;
      scheduleTurn();
    }
  }

  private Reader requireSource() {
    Reader reader = chain.source();
    if (reader == null) {
      throw new IllegalStateException(id() + " has no source, but was given splits");
    }
    return reader;
  }

  private void endSource() {
    sourceState = SourceState.ENDED;
    end();
  }

  private void apply(Step<Alignment, AlignmentEffect> step) {
    world.observers().moved(alignment, step.next());
    alignment = step.next();
    step.effects().forEach(effect -> effect.applyTo(this));
  }

  @Override
  public void block(AlignmentEffect.Block effect) {
    inputs.get(effect.channel()).block();
  }

  @Override
  public void unblockAll(AlignmentEffect.UnblockAll effect) {
    inputs.forEach(InputEnd::unblock);
  }

  @Override
  public void takeSnapshot(AlignmentEffect.TakeSnapshot effect) {
    CheckpointBarrier barrier = effect.barrier();
    chain.prepare(barrier.checkpointId());
    outputs.forEach(output -> output.write(new Message.Barrier(barrier)));
    observe(barrier.checkpointId());
    snapshots.take(barrier, ended);
    if (chain.source() != null && barrier.kind().haltsSources()) {
      haltedFor = barrier.checkpointId();
    }
  }

  private void observe(long checkpointId) {
    Reader reader = chain.source();
    if (reader == null) {
      world.observers().snapshotTaken(attempt(), id(), checkpointId);
    } else {
      reader
          .positions()
          .forEach(
              (split, position) ->
                  world.observers().sourceCut(attempt(), checkpointId, split, position));
    }
  }

  @Override
  public void alignmentGivenUp(AlignmentEffect.AlignmentGivenUp effect) {
    report(
        new Report.Declined(
            new SubtaskDecline(
                effect.checkpointId(),
                id(),
                CheckpointFailureReason.ALIGNMENT_SUPERSEDED,
                "a newer barrier came")));
  }
}
