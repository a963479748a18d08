package dev.weir.runtime.coordinator;

import dev.weir.protocol.JobTopology;
import dev.weir.protocol.coordinator.CheckpointCoordinator;
import dev.weir.protocol.coordinator.CoordinatorEffect;
import dev.weir.protocol.coordinator.CoordinatorPlan;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.restore.RestorePlan;
import dev.weir.runtime.graph.JobGraph;
import dev.weir.runtime.storage.CheckpointLog;
import dev.weir.runtime.storage.HistoryStore;
import dev.weir.runtime.storage.ManifestJson;
import dev.weir.runtime.subtask.SubtaskServices;
import dev.weir.runtime.views.StateParts;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.CorruptStateException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a coordinator works with once it is in office: the run's log and storage, and the workers
 * that block in its stead. Used on one event loop.
 */
public final class Office {

  private static final Logger log = LoggerFactory.getLogger(Office.class);

  private final JobSetup setup;
  private final OpenedRun run;
  private final CheckpointStorage storage;
  private final CheckpointLog checkpointLog;
  private final SubtaskServices services;
  private final WorkerExecutor logWorkers;
  private final WorkerExecutor fileWorkers;
  private boolean closed;

  private Office(
      JobSetup setup,
      OpenedRun run,
      CheckpointStorage storage,
      CheckpointLog checkpointLog,
      SubtaskServices services,
      WorkerExecutor logWorkers,
      WorkerExecutor fileWorkers) {
    this.setup = setup;
    this.run = run;
    this.storage = storage;
    this.checkpointLog = checkpointLog;
    this.services = services;
    this.logWorkers = logWorkers;
    this.fileWorkers = fileWorkers;
  }

  /**
   * Opens the storage, selects the run, and takes it over by an entry in its log. On failure
   * nothing stays open.
   */
  static Future<Office> take(Vertx vertx, JobSetup setup) {
    WorkerExecutor logWorkers = vertx.createSharedWorkerExecutor("weir-log-" + setup.jobId(), 1);
    return logWorkers
        .executeBlocking(setup::openStorage)
        .compose(
            storage ->
                logWorkers
                    .executeBlocking(() -> select(setup, storage))
                    .compose(run -> take(vertx, setup, storage, run, logWorkers))
                    .onFailure(e -> setup.closeStorage(storage)))
        .onFailure(e -> logWorkers.close());
  }

  private static OpenedRun select(JobSetup setup, CheckpointStorage storage) throws IOException {
    return new RunSelection(setup.graph().jobName(), setup.options().job(), setup.choice(), storage)
        .open(System.currentTimeMillis());
  }

  private static Future<Office> take(
      Vertx vertx,
      JobSetup setup,
      CheckpointStorage storage,
      OpenedRun run,
      WorkerExecutor logWorkers) {
    CheckpointLog checkpointLog =
        new CheckpointLog(
            vertx, logWorkers, storage, run.layout(), setup.nodeName(), run.term(), run.last());
    return logWorkers
        .executeBlocking(() -> Orphans.of(storage, run))
        .compose(orphans -> checkpointLog.append(run.entry()).map(appended -> orphans))
        .map(
            orphans -> {
              WorkerExecutor fileWorkers =
                  vertx.createSharedWorkerExecutor("weir-files-" + setup.jobId(), 1);
              orphans.remove(fileWorkers, storage);
              return new Office(
                  setup,
                  run,
                  storage,
                  checkpointLog,
                  setup.services(vertx, storage, run.layout()),
                  logWorkers,
                  fileWorkers);
            });
  }

  public OpenedRun run() {
    return run;
  }

  CheckpointLog checkpointLog() {
    return checkpointLog;
  }

  public SubtaskServices services() {
    return services;
  }

  public CheckpointStorage storage() {
    return storage;
  }

  /** For what takes its time: it holds up no checkpoint. */
  WorkerExecutor fileWorkers() {
    return fileWorkers;
  }

  /** What has happened in the run, for display. */
  HistoryStore history() {
    return new HistoryStore(
        fileWorkers, storage, run.layout(), run.term(), 2 * setup.options().dashboard().history());
  }

  /** The coordinator of the run's checkpoints as it begins. */
  CheckpointCoordinator checkpointCoordinator(JobTopology topology) {
    CoordinatorPlan plan =
        new CoordinatorPlan(
            setup.graph().jobName(),
            topology,
            run.layout(),
            run.term(),
            Settings.checkpoints(setup.options()));
    return CheckpointCoordinator.inOffice(
        plan, run.nextCheckpointId(), run.retained(), run.foreign());
  }

  /** Completes with false if there was a manifest already. */
  Future<Boolean> storeManifest(String path, Manifest manifest) {
    return logWorkers.executeBlocking(
        () -> storage.putIfAbsent(path, ManifestJson.encode(manifest)));
  }

  /**
   * What each subtask restores.
   *
   * @param manifest path; empty: nothing is restored
   */
  public Future<Optional<RestorePlan>> restorePlan(
      Optional<String> manifest, JobTopology topology) {
    return logWorkers.executeBlocking(
        () ->
            manifest.isPresent() ? Optional.of(read(manifest.get(), topology)) : Optional.empty());
  }

  /** Reads a manifest. */
  public Future<Manifest> manifest(String path) {
    return logWorkers.executeBlocking(() -> readManifest(path));
  }

  /** What the operators of a job kept, for display. */
  Future<JsonObject> stateIn(String manifest, JobGraph graph) {
    return fileWorkers.executeBlocking(
        () -> new StateParts(storage).of(readManifest(manifest), graph));
  }

  private RestorePlan read(String path, JobTopology topology) throws IOException {
    RestorePlan plan =
        RestorePlan.of(
            readManifest(path),
            topology,
            setup.options().job().allowNonRestoredState()
                ? RestorePlan.MissingOperators.ALLOW
                : RestorePlan.MissingOperators.REFUSE);
    if (!plan.dropped().isEmpty()) {
      log.warn(
          "the state of operators {} is dropped: the job has no such operators", plan.dropped());
    }
    return plan;
  }

  /** Trying again does not bring back a manifest that is gone. */
  private Manifest readManifest(String path) throws IOException {
    try {
      return ManifestJson.decode(path, storage.read(path));
    } catch (NoSuchFileException e) {
      throw new CorruptStateException(
          "the manifest %s is missing in %s".formatted(path, storage.describe()), e);
    }
  }

  /** Removes in the background. */
  void remove(CoordinatorEffect.RemoveFiles effect) {
    fileWorkers.executeBlocking(() -> new Removal(storage).remove(effect));
  }

  /** Closes storage and workers when what was asked of them before is done; may be repeated. */
  Future<?> close() {
    if (closed) {
      return Future.succeededFuture();
    }
    closed = true;
    return fileWorkers
        .executeBlocking(
            () -> {
              setup.closeStorage(storage);
              return null;
            })
        .eventually(
            () -> Future.join(List.of(logWorkers.close(), fileWorkers.close(), services.close())));
  }
}
