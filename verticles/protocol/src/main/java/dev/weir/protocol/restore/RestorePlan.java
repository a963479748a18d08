package dev.weir.protocol.restore;

import dev.weir.protocol.JobTopology;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.manifest.Manifest;
import java.util.List;
import java.util.Map;

/**
 * Which subtask restores what.
 *
 * @param checkpointId what is restored
 * @param subtasks for every subtask of the job
 * @param dropped uids of operators whose state is in the checkpoint but not in the job
 */
public record RestorePlan(
    long checkpointId, Map<SubtaskId, SubtaskRestore> subtasks, List<String> dropped) {

  /** What is to happen to the state of operators that the job does not have. */
  public enum MissingOperators {
    REFUSE,
    ALLOW
  }

  public RestorePlan {
    subtasks = Map.copyOf(subtasks);
    dropped = List.copyOf(dropped);
  }

  /**
   * @throws RestoreRefusedException if the checkpoint does not fit the job
   */
  public static RestorePlan of(Manifest manifest, JobTopology job, MissingOperators missing) {
    throw new UnsupportedOperationException();
  }
}
