package dev.weir.api;

import dev.weir.api.graph.ChainingStrategy;
import java.util.Objects;

/**
 * The end of a stream: its name, parallelism and place in a chain can be set here.
 *
 * @param <T> the type of the records
 */
public final class DataStreamSink<T> {

  private final Operator operator;

  DataStreamSink(Operator operator) {
    this.operator = operator;
  }

  /** Names the sink in logs and on the dashboard. */
  public DataStreamSink<T> name(String name) {
    operator.setName(name);
    return this;
  }

  /** Identifies the state of the sink over versions of the program. Unique in the job. */
  public DataStreamSink<T> uid(String uid) {
    operator.setUid(uid);
    return this;
  }

  /** Says more of the operator than its name, for the dashboard. */
  public DataStreamSink<T> setDescription(String description) {
    operator.description = description;
    return this;
  }

  /**
   * Identifies the state of the operator by the uid that Weir once made up for it: 32 hexadecimal
   * digits, as a list of a savepoint's operators shows them. For state that was saved by a program
   * that gave no uid; stronger than {@link #uid}.
   */
  public DataStreamSink<T> setUidHash(String uidHash) {
    operator.setUidHash(uidHash);
    return this;
  }

  /**
   * Does nothing: a subtask takes no slot, and subtasks are placed on nodes by their number. Here
   * so that programs written for Flink compile.
   */
  public DataStreamSink<T> slotSharingGroup(String slotSharingGroup) {
    Objects.requireNonNull(slotSharingGroup, "slotSharingGroup is null");
    return this;
  }

  /** The number of subtasks. */
  public DataStreamSink<T> setParallelism(int parallelism) {
    operator.setParallelism(parallelism);
    return this;
  }

  /** The highest parallelism that the state can be restored at. */
  public DataStreamSink<T> setMaxParallelism(int maxParallelism) {
    operator.setMaxParallelism(maxParallelism);
    return this;
  }

  /** Runs the sink in a chain of its own. */
  public DataStreamSink<T> disableChaining() {
    operator.chaining = ChainingStrategy.NEVER;
    return this;
  }
}
