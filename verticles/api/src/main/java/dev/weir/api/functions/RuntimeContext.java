package dev.weir.api.functions;

import dev.weir.api.JobID;
import dev.weir.api.metrics.OperatorMetricGroup;
import java.util.Map;

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
