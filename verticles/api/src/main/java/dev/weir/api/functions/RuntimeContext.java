package dev.weir.api.functions;

import dev.weir.api.JobID;
import dev.weir.api.accumulators.Accumulator;
import dev.weir.api.accumulators.DoubleCounter;
import dev.weir.api.accumulators.Histogram;
import dev.weir.api.accumulators.IntCounter;
import dev.weir.api.accumulators.LongCounter;
import dev.weir.api.metrics.OperatorMetricGroup;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a running function knows about its place, and where it gets its keyed state. For the thread
 * of the subtask only.
 *
 * <p>The state methods throw {@link IllegalStateException} when the stream is not keyed, and {@link
 * IllegalArgumentException} when a name is taken by state of another kind or type. Asking twice
 * with an equal descriptor gives the same state.
 */
public interface RuntimeContext extends KeyedStateStore {

  /** The job that the function runs in. */
  JobID getJobId();

  /** The name given to {@code execute}. */
  String getJobName();

  /** Which of the parallel subtasks this is. */
  TaskInfo getTaskInfo();

  /** The parameters of {@code env.getConfig().setGlobalJobParameters(...)}, unmodifiable. */
  Map<String, String> getGlobalJobParameters();

  /** Where the function registers what it measures. */
  OperatorMetricGroup getMetricGroup();

  /**
   * Registers an accumulator. Those that functions register under one name, in other subtasks or
   * operators, are merged in the result of the job, and must be of one class.
   *
   * @throws UnsupportedOperationException if the function has one of that name
   */
  <V, A extends Serializable> void addAccumulator(String name, Accumulator<V, A> accumulator);

  /** The accumulator that the function has under a name; null if none. */
  <V, A extends Serializable> @Nullable Accumulator<V, A> getAccumulator(String name);

  /**
   * The counter of a name, registered if there is none.
   *
   * @throws UnsupportedOperationException if the function has another accumulator of that name
   */
  IntCounter getIntCounter(String name);

  /** As {@link #getIntCounter}, of longs. */
  LongCounter getLongCounter(String name);

  /** As {@link #getIntCounter}, of doubles. */
  DoubleCounter getDoubleCounter(String name);

  /** As {@link #getIntCounter}, a histogram. */
  Histogram getHistogram(String name);

  /** The index of this subtask, from 0. */
  default int getIndexOfThisSubtask() {
    return getTaskInfo().getIndexOfThisSubtask();
  }

  /** The parallelism of the operator. */
  default int getNumberOfParallelSubtasks() {
    return getTaskInfo().getNumberOfParallelSubtasks();
  }

  /** The maximum parallelism, which is the number of key groups. */
  default int getMaxNumberOfParallelSubtasks() {
    return getTaskInfo().getMaxNumberOfParallelSubtasks();
  }

  /** How often the job was restarted before this attempt. */
  default int getAttemptNumber() {
    return getTaskInfo().getAttemptNumber();
  }

  /** The name of the operator. */
  default String getTaskName() {
    return getTaskInfo().getTaskName();
  }

  /** The name of the operator with index and parallelism, as in {@code Map (1/4)#0}. */
  default String getTaskNameWithSubtasks() {
    return getTaskInfo().getTaskNameWithSubtasks();
  }
}
