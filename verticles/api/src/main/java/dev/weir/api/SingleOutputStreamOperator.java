package dev.weir.api;

import dev.weir.api.Operator.Upstream;
import dev.weir.api.graph.ChainingStrategy;
import dev.weir.api.types.TypeHint;
import dev.weir.api.types.TypeInformation;
import java.util.List;
import java.util.Objects;

/**
 * The stream that an operator makes, and the operator itself: its name, parallelism and place in a
 * chain can be set here.
 *
 * @param <T> the type of the records
 */
public class SingleOutputStreamOperator<T> extends DataStream<T> {

  private final Operator operator;

  SingleOutputStreamOperator(StreamExecutionEnvironment environment, Operator operator) {
    super(environment, List.of(new Upstream(operator, null, null)));
    this.operator = operator;
  }

  /** The name of the operator. */
  public String getName() {
    return operator.name;
  }

  /** Names the operator in logs and on the dashboard. */
  public SingleOutputStreamOperator<T> name(String name) {
    operator.setName(name);
    return this;
  }

  /**
   * Identifies the state of the operator over versions of the program. Unique in the job. Set it on
   * every operator with state: without, a change of the graph loses the state.
   */
  public SingleOutputStreamOperator<T> uid(String uid) {
    operator.setUid(uid);
    return this;
  }

  /** Says more of the operator than its name, for the dashboard. */
  public SingleOutputStreamOperator<T> setDescription(String description) {
    operator.description = description;
    return this;
  }

  /**
   * Identifies the state of the operator by the uid that Weir once made up for it: 32 hexadecimal
   * digits, as a list of a savepoint's operators shows them. For state that was saved by a program
   * that gave no uid; stronger than {@link #uid}.
   */
  public SingleOutputStreamOperator<T> setUidHash(String uidHash) {
    operator.setUidHash(uidHash);
    return this;
  }

  /**
   * Does nothing: a subtask takes no slot, and subtasks are placed on nodes by their number. Here
   * so that programs written for Flink compile.
   */
  public SingleOutputStreamOperator<T> slotSharingGroup(String slotSharingGroup) {
    Objects.requireNonNull(slotSharingGroup, "slotSharingGroup is null");
    return this;
  }

  /**
   * Sets the longest that a record which the operator emits waits for others in a frame, in
   * milliseconds; -1: until the frame is full or the input runs dry. Of the operators in a chain
   * the least counts.
   */
  public SingleOutputStreamOperator<T> setBufferTimeout(long timeoutMillis) {
    operator.setBufferTimeout(timeoutMillis);
    return this;
  }

  /** The number of subtasks. */
  public SingleOutputStreamOperator<T> setParallelism(int parallelism) {
    operator.setParallelism(parallelism);
    return this;
  }

  /** The number of key groups, and so the highest parallelism that the state can be restored at. */
  public SingleOutputStreamOperator<T> setMaxParallelism(int maxParallelism) {
    operator.setMaxParallelism(maxParallelism);
    return this;
  }

  /** One subtask, whatever the parallelism of the job, and none more later. */
  SingleOutputStreamOperator<T> forceNonParallel() {
    operator.single = true;
    operator.parallelism = 1;
    operator.maxParallelism = 1;
    return this;
  }

  /** Runs the operator in a chain of its own. */
  public SingleOutputStreamOperator<T> disableChaining() {
    operator.chaining = ChainingStrategy.NEVER;
    return this;
  }

  /** Begins a new chain with the operator. */
  public SingleOutputStreamOperator<T> startNewChain() {
    operator.chaining = ChainingStrategy.HEAD;
    return this;
  }

  /** Says what type a class is that has no type parameters. */
  public SingleOutputStreamOperator<T> returns(Class<T> typeClass) {
    return returns(TypeInformation.of(typeClass));
  }

  /** Says what type the records have, as in {@code new TypeHint<Tuple2<String, Long>>() {}}. */
  public SingleOutputStreamOperator<T> returns(TypeHint<T> typeHint) {
    return returns(TypeInformation.of(typeHint));
  }

  /** Says what type the records have. */
  public SingleOutputStreamOperator<T> returns(TypeInformation<T> typeInfo) {
    operator.outputType = typeInfo;
    return this;
  }

  /** The records that the operator emits to a side output. */
  public <X> SideOutputDataStream<X> getSideOutput(OutputTag<X> sideOutputTag) {
    return new SideOutputDataStream<>(environment, new Upstream(operator, null, sideOutputTag));
  }
}
