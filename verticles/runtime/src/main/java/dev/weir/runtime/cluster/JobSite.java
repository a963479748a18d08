package dev.weir.runtime.cluster;

import dev.weir.api.JobID;
import dev.weir.config.WeirOptions;
import dev.weir.runtime.coordinator.JobSetup;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.graph.ScaledGraph;
import dev.weir.runtime.storage.SnapshotStore;
import dev.weir.state.spi.CheckpointStorage;

/**
 * What a session knows of its job before it has heard of any coordinator.
 *
 * @param setup of the job, but for what each coordinator is given anew: the run and the outcome
 * @param storage open for as long as the process lives
 * @param snapshots the same, as subtasks use it; what it keeps on this node outlives sessions
 */
record JobSite(JobSetup setup, CheckpointStorage storage, SnapshotStore snapshots) {

  JobSite(JobSetup setup, CheckpointStorage storage) {
    this(setup, storage, setup.snapshots(storage));
  }

  JobID jobId() {
    return setup.jobId();
  }

  WeirOptions options() {
    return setup.options();
  }

  String jobName() {
    return setup.graph().jobName();
  }

  /** All nodes compute the same graph from the same number. */
  JobGraph graph(int parallelism) {
    return ScaledGraph.of(
        setup.graph().streamGraph(), parallelism, setup.options().job().chaining());
  }

  int cores() {
    return setup
        .options()
        .cluster()
        .cores()
        .orElseGet(() -> Runtime.getRuntime().availableProcessors());
  }

  /** Several times in a timeout, so that one lost message does no harm. */
  long heartbeatMillis() {
    return Math.max(100, timeoutMillis() / 5);
  }

  long timeoutMillis() {
    return setup.options().cluster().heartbeatTimeout().toMillis();
  }
}
