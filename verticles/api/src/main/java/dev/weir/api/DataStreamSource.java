package dev.weir.api;

/**
 * The stream that a source makes.
 *
 * @param <T> the type of the records
 */
public final class DataStreamSource<T> extends SingleOutputStreamOperator<T> {

  DataStreamSource(StreamExecutionEnvironment environment, Operator operator) {
    super(environment, operator);
  }

  @Override
  public DataStreamSource<T> name(String name) {
    super.name(name);
    return this;
  }

  @Override
  public DataStreamSource<T> uid(String uid) {
    super.uid(uid);
    return this;
  }

  /**
   * The number of subtasks.
   *
   * @throws IllegalArgumentException if the source cannot be divided and this is not 1
   */
  @Override
  public DataStreamSource<T> setParallelism(int parallelism) {
    super.setParallelism(parallelism);
    return this;
  }
}
