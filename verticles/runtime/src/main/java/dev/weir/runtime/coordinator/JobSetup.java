package dev.weir.runtime.coordinator;

import dev.weir.api.JobID;
import dev.weir.config.WeirOptions;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.storage.SnapshotStore;
import dev.weir.runtime.storage.Storages;
import dev.weir.runtime.subtask.SubtaskServices;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.StateBackend;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a job is made of before it runs.
 *
 * @param nodeName unique per process
 * @param choice which run to open
 * @param checkpointDirectory where checkpoints go; empty: a temporary directory, for a job that
 *     takes none but the one at its end
 * @param localDirectory for working files; removed when the process ends
 * @param startedAt in milliseconds
 * @param outcome completed when the job is over and everything is closed
 */
public record JobSetup(
    JobID jobId,
    String nodeName,
    JobGraph graph,
    WeirOptions options,
    RunChoice choice,
    StateBackend stateBackend,
    Optional<String> checkpointDirectory,
    Path localDirectory,
    long startedAt,
    Promise<JobOutcome> outcome) {

  private static final int CALL_WORKERS = 4;

  /** Vert.x warns of workers that are busy for longer; user code may well be. */
  private static final long SLOWEST_TURN_HOURS = 1;

  private static final Logger log = LoggerFactory.getLogger(JobSetup.class);

  public CheckpointStorage openStorage() throws IOException {
    return Storages.open(checkpointDirectory.orElseGet(() -> temporaryDirectory().toString()));
  }

  public void closeStorage(CheckpointStorage storage) {
    try {
      storage.close();
    } catch (IOException e) {
      log.warn("the checkpoint storage of job {} was not closed cleanly", graph.jobName(), e);
    }
  }

  private Path temporaryDirectory() {
    return localDirectory.resolve(jobId + "-checkpoints");
  }

  /** Where the subtasks of this node write their snapshots. */
  public SnapshotStore snapshots(CheckpointStorage storage) {
    return options.checkpointing().localBackup()
        ? SnapshotStore.withBackup(storage, localDirectory.resolve(jobId + "-snapshots"))
        : SnapshotStore.remote(storage);
  }

  SubtaskServices services(Vertx vertx, CheckpointStorage storage, CheckpointLayout layout) {
    return new SubtaskServices(
        options,
        stateBackend,
        snapshots(storage),
        layout,
        localDirectory,
        vertx.createSharedWorkerExecutor(
            subtaskPool(), subtaskPoolSize(), SLOWEST_TURN_HOURS, TimeUnit.HOURS),
        vertx.createSharedWorkerExecutor(
            "weir-snapshot-" + jobId, Runtime.getRuntime().availableProcessors()),
        vertx.createSharedWorkerExecutor("weir-call-" + jobId, CALL_WORKERS));
  }

  /** The name of the worker pool of the subtasks. */
  String subtaskPool() {
    return "weir-subtask-" + jobId;
  }

  /**
   * A pool in the stead of one that is too small, or whose threads are held by subtasks that do not
   * end. It is closed with the verticle on whose context this is called.
   *
   * @return its name
   */
  String anotherSubtaskPool(Vertx vertx, long attempt, int size) {
    String name = subtaskPool() + "-" + attempt;
    vertx.createSharedWorkerExecutor(name, size, SLOWEST_TURN_HOURS, TimeUnit.HOURS);
    return name;
  }

  private int subtaskPoolSize() {
    return graph.topology().subtasks().size();
  }
}
