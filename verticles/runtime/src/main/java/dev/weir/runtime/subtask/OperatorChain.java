package dev.weir.runtime.subtask;

import dev.weir.protocol.EncodedAccumulators;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.runtime.accumulators.AccumulatorFormat;
import dev.weir.runtime.accumulators.AccumulatorValues;
import dev.weir.runtime.operators.HoldingOutput;
import dev.weir.runtime.operators.Input;
import dev.weir.runtime.operators.Operator;
import dev.weir.runtime.operators.SourceOperator;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.SnapshotRequest;
import dev.weir.state.spi.StateSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operators of one subtask, in topological order, and the keyed state of the first. */
final class OperatorChain {

  private final List<Operator<?>> operators;
  private final List<Input<?>> headInputs;
  private final @Nullable KeyedStateBackend<?> keyedState;
  private final List<HoldingOutput> holding;
  private int endedOperators = 1;

  /**
   * @param operators each after the one it gets its records from; the first gets the input
   * @param headInputs the inputs of the first; none if it is a source
   * @param holding the outputs of any of them that hold something back
   */
  OperatorChain(
      List<Operator<?>> operators,
      List<Input<?>> headInputs,
      @Nullable KeyedStateBackend<?> keyedState,
      List<HoldingOutput> holding) {
    this.operators = List.copyOf(operators);
    this.headInputs = List.copyOf(headInputs);
    this.keyedState = keyedState;
    this.holding = List.copyOf(holding);
  }

  Input<?> input(int index) {
    return headInputs.get(index);
  }

  int inputs() {
    return headInputs.size();
  }

  /** The first operator, which gets the input. */
  Operator<?> head() {
    return operators.get(0);
  }

  /** The event time of what the last operator emits. */
  long outputWatermark() {
    return operators.get(operators.size() - 1).outputWatermark();
  }

  /** The source at the head, or null if the chain has inputs. */
  @Nullable SourceOperator<?, ?> source() {
    return operators.get(0) instanceof SourceOperator<?, ?> source ? source : null;
  }

  /** Restores and opens, last operator first, so that each can emit while it opens. */
  void open() throws Exception {
    for (int i = operators.size() - 1; i >= 0; i--) {
      operators.get(i).initializeState();
      operators.get(i).open();
    }
  }

  /** One input of the head has ended. */
  void endInput(int input) throws Exception {
    operators.get(0).endInput(input);
  }

  /**
   * All inputs of the head have ended: so have, one after the other, those of the others, each when
   * the one before it is drained. To be called again as long as it is not done.
   *
   * @return whether the last one is drained
   */
  boolean endChained() throws Exception {
    while (operators.get(endedOperators - 1).isDrained()) {
      if (endedOperators == operators.size()) {
        holding.forEach(HoldingOutput::release);
        return true;
      }
      operators.get(endedOperators).endInput(0);
      endedOperators++;
    }
    return false;
  }

  /** What must be emitted before a barrier. */
  void prepareSnapshot(CheckpointBarrier barrier) throws Exception {
    for (Operator<?> operator : operators) {
      operator.prepareSnapshot(barrier);
    }
    holding.forEach(HoldingOutput::release);
  }

  /** The synchronous part of the snapshot. */
  ChainSnapshot snapshot(CheckpointBarrier barrier, SnapshotRequest request, boolean ended)
      throws Exception {
    Map<String, ChainSnapshot.Lists> lists = new LinkedHashMap<>();
    for (Operator<?> operator : operators) {
      operator.snapshotState(barrier);
      lists.put(
          operator.context().uid(),
          new ChainSnapshot.Lists(operator.context().operatorState().snapshot()));
    }
    return new ChainSnapshot(
        lists,
        operators.get(0).context().uid(),
        keyedState == null ? Optional.empty() : Optional.of(keyedState.snapshot(request)),
        ended);
  }

  void notifyCheckpointComplete(long checkpointId) throws Exception {
    if (keyedState != null) {
      keyedState.notifyCheckpointComplete(checkpointId);
    }
    for (Operator<?> operator : operators) {
      operator.notifyCheckpointComplete(checkpointId);
    }
  }

  void notifyCheckpointAborted(long checkpointId) throws Exception {
    if (keyedState != null) {
      keyedState.notifyCheckpointAborted(checkpointId);
    }
    for (Operator<?> operator : operators) {
      operator.notifyCheckpointAborted(checkpointId);
    }
  }

  /** Lets the keyed state stop writing a snapshot that nobody waits for. */
  void abandonSnapshot(long checkpointId) {
    if (keyedState != null) {
      keyedState.notifyCheckpointAborted(checkpointId);
    }
  }

  /**
   * What the functions of the chain have added up by now. Written here, on the thread of the
   * subtask, because it is code of the program that does it.
   */
  EncodedAccumulators accumulated() {
    return AccumulatorFormat.encode(
        AccumulatorValues.merge(
            operators.stream()
                .map(operator -> operator.context().accumulators().values())
                .toList()));
  }

  StateSize stateSize() {
    return keyedState == null ? StateSize.NONE : keyedState.size();
  }

  /** Closes everything, and throws the first failure with the others attached. */
  void close() throws Exception {
    List<Exception> failures = new ArrayList<>();
    for (Operator<?> operator : operators) {
      try {
        operator.close();
      } catch (Exception e) {
        failures.add(e);
      }
    }
    if (keyedState != null) {
      try {
        keyedState.close();
      } catch (IOException | RuntimeException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      Exception first = failures.get(0);
      failures.subList(1, failures.size()).forEach(first::addSuppressed);
      throw first;
    }
  }
}
