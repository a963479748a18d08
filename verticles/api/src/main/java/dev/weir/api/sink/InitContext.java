package dev.weir.api.sink;

import dev.weir.api.JobID;
import dev.weir.api.functions.TaskInfo;
import java.util.OptionalLong;

/** The place of a part of a sink. */
public interface InitContext {

  /** The job. */
  JobID getJobId();

  /** Which of the parallel subtasks this is. */
  TaskInfo getTaskInfo();

  /** The checkpoint that the job was restored from; empty if it starts from the beginning. */
  OptionalLong getRestoredCheckpointId();

  /** The unique name of the operator in the job, the same over restarts. */
  String getOperatorUid();
}
