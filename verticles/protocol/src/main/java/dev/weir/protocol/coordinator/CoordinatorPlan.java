package dev.weir.protocol.coordinator;

import static java.util.Objects.requireNonNull;

import dev.weir.protocol.JobTopology;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.pacing.TriggerRequest;

/**
 * What does not change while a coordinator is in office.
 *
 * @param jobName as the user wrote it
 * @param term of this coordinator
 */
public record CoordinatorPlan(
    String jobName,
    JobTopology topology,
    CheckpointLayout layout,
    long term,
    CheckpointSettings settings) {

  public CoordinatorPlan {
    requireNonNull(jobName, "jobName is null");
    requireNonNull(topology, "topology is null");
    requireNonNull(layout, "layout is null");
    requireNonNull(settings, "settings is null");
    if (topology.enumerators().isEmpty()) {
      throw new IllegalArgumentException(
          "job %s has no source: there is nobody to start a checkpoint".formatted(jobName));
    }
  }

  /** Where what belongs to a checkpoint alone is written. */
  String directoryOf(TriggerRequest request, long id) {
    if (!request.kind().isSavepoint()) {
      return layout.checkpointDirectory(term, id);
    }
    return request
        .directory()
        .map(parent -> layout.savepointDirectory(parent, term, id))
        .orElseGet(() -> layout.savepointDirectory(term, id));
  }

  CoordinatorPlan withTopology(JobTopology newTopology) {
    return new CoordinatorPlan(jobName, newTopology, layout, term, settings);
  }
}
