package dev.weir.api;

import dev.weir.api.graph.ChainingStrategy;

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
