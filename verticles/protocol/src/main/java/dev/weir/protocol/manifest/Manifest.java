package dev.weir.protocol.manifest;

import static java.util.Objects.requireNonNull;

import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.state.spi.SnapshotFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * All there is to know to restore a checkpoint. That it was written does not make the checkpoint
 * real; the entry in the log does.
 *
 * @param timestamp when the checkpoint was triggered, in milliseconds
 * @param job name of the job
 */
public record Manifest(
    long checkpointId,
    CheckpointKind kind,
    long timestamp,
    String job,
    List<OperatorSnapshots> operators) {

  public Manifest {
    requireNonNull(kind, "kind is null");
    requireNonNull(job, "job is null");
    operators = List.copyOf(operators);
    if (checkpointId < 1) {
      throw new IllegalArgumentException("checkpoint ids start at 1, found " + checkpointId);
    }
    Set<String> uids = new HashSet<>();
    for (OperatorSnapshots operator : operators) {
      if (!uids.add(operator.uid())) {
        throw new IllegalArgumentException(
            "manifest of checkpoint %d has two operators with the uid %s"
                .formatted(checkpointId, operator.uid()));
      }
    }
  }

  /** Paths of every file a restore reads. */
  public Set<String> files() {
    Set<String> paths = new TreeSet<>();
    for (OperatorSnapshots operator : operators) {
      for (OperatorSnapshots.Subtask subtask : operator.subtasks()) {
        subtask
            .state()
            .keyed()
            .ifPresent(keyed -> keyed.files().stream().map(SnapshotFile::path).forEach(paths::add));
      }
    }
    return paths;
  }
}
