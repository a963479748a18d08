package dev.weir.api.functions;

import java.util.Objects;

/** The place of one subtask in the job. */
public final class TaskInfo {

  private final String taskName;
  private final int indexOfSubtask;
  private final int parallelism;
  private final int maxParallelism;
  private final int attemptNumber;

  /**
   * Made by the engine.
   *
   * @param taskName the name of the operator
   * @param indexOfSubtask from 0 to {@code parallelism - 1}
   * @param parallelism the number of subtasks
   * @param maxParallelism the number of key groups
   * @param attemptNumber how often the job was restarted before
   */
  public TaskInfo(
      String taskName, int indexOfSubtask, int parallelism, int maxParallelism, int attemptNumber) {
    this.taskName = Objects.requireNonNull(taskName, "taskName is null");
    this.indexOfSubtask = Objects.checkIndex(indexOfSubtask, parallelism);
    this.parallelism = parallelism;
    this.maxParallelism = maxParallelism;
    this.attemptNumber = attemptNumber;
  }

  /** The name of the operator. */
  public String getTaskName() {
    return taskName;
  }

  /** The index of this subtask, from 0. */
  public int getIndexOfThisSubtask() {
    return indexOfSubtask;
  }

  /** The parallelism of the operator. */
  public int getNumberOfParallelSubtasks() {
    return parallelism;
  }

  /** The maximum parallelism, which is the number of key groups. */
  public int getMaxNumberOfParallelSubtasks() {
    return maxParallelism;
  }

  /** How often the job was restarted before this attempt. */
  public int getAttemptNumber() {
    return attemptNumber;
  }

  /** The name with index (from 1), parallelism and attempt, as in {@code Map (1/4)#0}. */
  public String getTaskNameWithSubtasks() {
    return taskName + " (" + (indexOfSubtask + 1) + "/" + parallelism + ")#" + attemptNumber;
  }

  @Override
  public String toString() {
    return getTaskNameWithSubtasks();
  }
}
