package dev.weir.runtime.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.AggregationPhases;
import dev.weir.config.JobOptions;
import dev.weir.config.RuntimeExecutionMode;
import dev.weir.faults.disk.FaultyFileSystem;
import dev.weir.protocol.JobTopology;
import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.checkpoint.CheckpointFailureReason;
import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.checkpoint.SnapshotMetrics;
import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.protocol.checkpoint.SubtaskDecline;
import dev.weir.protocol.coordinator.CheckpointCoordinator;
import dev.weir.protocol.coordinator.CheckpointSettings;
import dev.weir.protocol.coordinator.CoordinatorEffect;
import dev.weir.protocol.coordinator.CoordinatorPlan;
import dev.weir.protocol.coordinator.RequestResult;
import dev.weir.protocol.coordinator.RetainedCheckpoint;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LoggedEntry;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.OperatorSnapshot;
import dev.weir.protocol.manifest.SubtaskSnapshot;
import dev.weir.protocol.pacing.PacerSettings;
import dev.weir.protocol.pacing.TriggerRequest;
import dev.weir.protocol.restore.RestorePlan;
import dev.weir.runtime.storage.CheckpointLog;
import dev.weir.runtime.storage.ManifestJson;
import dev.weir.runtime.storage.SavepointFiles;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.KeyGroups;
import dev.weir.state.spi.KeyedSnapshot;
import dev.weir.state.spi.KeyedStateBackend;
import dev.weir.state.spi.KeyedStateContext;
import dev.weir.state.spi.PendingSnapshot;
import dev.weir.state.spi.SnapshotFile;
import dev.weir.state.spi.SnapshotRequest;
import dev.weir.storage.file.FileCheckpointStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One process with a job of a source and two keyed subtasks on a disk: the classes that decide and
 * those that store, with nothing between them but this, which does one thing after the other on one
 * thread. So a run has the same steps each time.
 */
final class StoredJob implements CoordinatorEffect.Handler, AutoCloseable {

  static final String ROOT = "/checkpoints";

  /** Where there are no hard links, whoever publishes a file holds it. */
  private static final String LOCK = ".weir-lock";

  private static final int PARALLELISM = 2;
  private static final int MAX_PARALLELISM = 8;
  private static final int RETAINED = 2;
  private static final String UID = "counts";
  private static final JobTopology TOPOLOGY =
      new JobTopology(
          List.of(
              new JobTopology.Vertex("source", 1, 1, List.of(), true),
              new JobTopology.Vertex(
                  "counts",
                  PARALLELISM,
                  MAX_PARALLELISM,
                  List.of(new JobTopology.Operator(UID, "counts")),
                  false)));

  private final FaultySetting setting;
  private final FaultyFileSystem disk;
  private final CheckpointStorage storage;
  private final OpenedRun run;
  private final CheckpointLog log;
  private final Path local;
  private final ArrayDeque<CoordinatorEffect> effects = new ArrayDeque<>();
  private final List<RequestResult> answers = new ArrayList<>();
  private CheckpointCoordinator coordinator;
  private Counts counts;

  private StoredJob(
      FaultySetting setting,
      FaultyFileSystem disk,
      CheckpointStorage storage,
      OpenedRun run,
      Path local) {
    this.setting = setting;
    this.disk = disk;
    this.storage = storage;
    this.run = run;
    this.local = local;
    this.log =
        new CheckpointLog(
            setting.vertx(),
            setting.workers(),
            storage,
            run.layout(),
            "node-" + run.term(),
            run.term(),
            run.last());
    this.coordinator =
        CheckpointCoordinator.inOffice(
            new CoordinatorPlan(
                "job",
                TOPOLOGY,
                run.layout(),
                run.term(),
                new CheckpointSettings(
                    PacerSettings.onRequestOnly(), 600_000, 1_000_000, RETAINED, true, 10)),
            run.nextCheckpointId(),
            run.retained(),
            run.foreign());
    this.counts = new Counts(List.of(), MAX_PARALLELISM, Counts.Model.empty());
  }

  /** Starts the process: goes on with what is on the disk. State is not restored yet. */
  static StoredJob resume(FaultySetting setting, FaultyFileSystem disk, Path local)
      throws Exception {
    return start(setting, disk, local, true, Optional.empty());
  }

  static StoredJob start(
      FaultySetting setting,
      FaultyFileSystem disk,
      Path local,
      boolean resume,
      Optional<String> savepoint)
      throws Exception {
    CheckpointStorage storage = FileCheckpointStorage.open(disk.getPath(ROOT));
    JobOptions options =
        new JobOptions(
            Optional.of("job"),
            RuntimeExecutionMode.STREAMING,
            PARALLELISM,
            OptionalInt.of(MAX_PARALLELISM),
            resume,
            savepoint,
            false,
            true,
            AggregationPhases.AUTO,
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ZERO);
    RunChoice choice = RunChoice.of(resume ? RunChoice.Mode.RESUME : RunChoice.Mode.BEGIN);
    OpenedRun run = new RunSelection("job", options, choice, storage).open(setting.now());
    StoredJob job = new StoredJob(setting, disk, storage, run, local);
    setting.history().attempting(run.latestManifest());
    setting.onEventLoop(() -> job.log.append(run.entry()));
    setting.history().confirmed();
    Orphans orphans = Orphans.of(storage, run);
    setting.inBackground(() -> orphans.remove(setting.workers(), storage));
    return job;
  }

  Optional<String> restoredFrom() {
    return run.latestManifest();
  }

  OpenedRun run() {
    return run;
  }

  CheckpointStorage storage() {
    return storage;
  }

  /** Restores state; it is compared with what it was when that checkpoint was taken. */
  void restore(String when) throws Exception {
    Optional<Manifest> manifest = manifest();
    Optional<RestorePlan> plan =
        manifest.map(it -> RestorePlan.of(it, TOPOLOGY, RestorePlan.MissingOperators.REFUSE));
    List<KeyedStateBackend<Long>> backends = new ArrayList<>();
    for (int index = 0; index < PARALLELISM; index++) {
      SubtaskId subtask = new SubtaskId("counts", index);
      List<KeyedSnapshot> snapshots =
          plan.map(it -> it.subtasks().get(subtask).of(UID).keyed()).orElse(List.of());
      backends.add(setting.backend().createKeyedStateBackend(context(index, snapshots)));
    }
    counts = new Counts(backends, MAX_PARALLELISM, setting.history().model(restoredFrom()));
    counts.requireExact(when);
    apply(
        coordinator.onAttemptStarted(
            1,
            manifest.isPresent()
                ? OptionalLong.of(manifest.get().checkpointId())
                : OptionalLong.empty(),
            0));
  }

  private KeyedStateContext<Long> context(int index, List<KeyedSnapshot> snapshots)
      throws IOException {
    return new KeyedStateContext<>(
        "counts",
        index,
        Counts.LONG,
        MAX_PARALLELISM,
        KeyGroups.rangeOf(index, MAX_PARALLELISM, PARALLELISM),
        Files.createDirectories(local.resolve("subtask-" + index)),
        storage,
        snapshots);
  }

  private Optional<Manifest> manifest() throws IOException {
    return restoredFrom().isEmpty()
        ? Optional.empty()
        : Optional.of(
            ManifestJson.decode(restoredFrom().get(), storage.read(restoredFrom().get())));
  }

  /** Reads each file that the checkpoint to restore from names, and compares its checksum. */
  void verifyFiles() throws IOException {
    for (SnapshotFile file : manifest().map(StoredJob::filesOf).orElse(List.of())) {
      storage.verify(file);
    }
  }

  private static List<SnapshotFile> filesOf(Manifest manifest) {
    return manifest.operators().stream()
        .flatMap(operator -> operator.subtasks().stream())
        .flatMap(subtask -> subtask.state().keyed().stream())
        .flatMap(keyed -> keyed.files().stream())
        .toList();
  }

  void work(Random random) throws Exception {
    counts.work(random);
  }

  /** Takes a checkpoint or savepoint and carries out all that follows from it. */
  RequestResult take(CheckpointKind kind) throws Exception {
    answers.clear();
    apply(coordinator.onRequest(TriggerRequest.of(kind, "request"), 0));
    assertThat(answers).hasSize(1);
    return answers.get(0);
  }

  /** As a user who wants a savepoint in a directory of his own. */
  String copyOut(RequestResult.Completed savepoint, String target) throws IOException {
    String path = SavepointFiles.copyOut(storage, savepoint.directory(), target);
    storage.deleteDirectory(savepoint.directory());
    return path;
  }

  void truncateLog() throws Exception {
    setting.inBackground(log::truncate);
  }

  private void apply(Step<CheckpointCoordinator, CoordinatorEffect> step) {
    coordinator = step.next();
    boolean idle = effects.isEmpty();
    effects.addAll(step.effects());
    if (idle) {
      CoordinatorEffect effect = effects.peek();
      while (effect != null) {
        effect.applyTo(this);
        effects.remove();
        effect = effects.peek();
      }
    }
  }

  @Override
  public void sendTrigger(CoordinatorEffect.SendTrigger effect) {
    CheckpointBarrier barrier = effect.barrier();
    setting
        .history()
        .captured(CheckpointLayout.manifest(barrier.directory()), counts.model().copy());
    acknowledge(barrier, new SubtaskId("source", 0), Map.of());
    List<KeyedStateBackend<Long>> backends = counts.backends();
    List<Optional<PendingSnapshot<KeyedSnapshot>>> pending = new ArrayList<>();
    for (int index = 0; index < PARALLELISM; index++) {
      pending.add(capture(barrier, backends.get(index), new SubtaskId("counts", index)));
    }
    setting.afterCapture(counts);
    for (int index = 0; index < PARALLELISM; index++) {
      SubtaskId subtask = new SubtaskId("counts", index);
      pending.get(index).ifPresent(each -> write(barrier, each, subtask));
    }
  }

  private Optional<PendingSnapshot<KeyedSnapshot>> capture(
      CheckpointBarrier barrier, KeyedStateBackend<Long> backend, SubtaskId subtask) {
    SnapshotRequest request =
        new SnapshotRequest(
            barrier.checkpointId(),
            barrier.directory(),
            run.layout().sharedDirectory(),
            barrier.kind().form());
    try {
      return Optional.of(backend.snapshot(request));
    } catch (IOException e) {
      decline(barrier, subtask, e);
      return Optional.empty();
    }
  }

  private void write(
      CheckpointBarrier barrier, PendingSnapshot<KeyedSnapshot> pending, SubtaskId subtask) {
    KeyedSnapshot snapshot;
    try {
      snapshot = pending.write();
    } catch (IOException e) {
      decline(barrier, subtask, e);
      return;
    }
    acknowledge(
        barrier, subtask, Map.of(UID, new OperatorSnapshot(Optional.of(snapshot), Map.of())));
  }

  private void acknowledge(
      CheckpointBarrier barrier, SubtaskId subtask, Map<String, OperatorSnapshot> operators) {
    apply(
        coordinator.onAck(
            new SubtaskAck(
                barrier.checkpointId(),
                subtask,
                new SubtaskSnapshot(operators, false),
                SnapshotMetrics.NONE),
            0));
  }

  private void decline(CheckpointBarrier barrier, SubtaskId subtask, IOException e) {
    apply(
        coordinator.onDecline(
            new SubtaskDecline(
                barrier.checkpointId(),
                subtask,
                CheckpointFailureReason.SNAPSHOT_WRITE_FAILED,
                e.toString()),
            0));
  }

  @Override
  public void sendAborted(CoordinatorEffect.SendAborted effect) {
    counts.backends().forEach(each -> each.notifyCheckpointAborted(effect.checkpointId()));
  }

  @Override
  public void storeManifest(CoordinatorEffect.StoreManifest effect) {
    long id = effect.manifest().checkpointId();
    boolean stored;
    try {
      stored = storage.putIfAbsent(effect.path(), ManifestJson.encode(effect.manifest()));
    } catch (IOException e) {
      apply(coordinator.onManifestFailed(id, e.toString(), 0));
      return;
    }
    assertThat(stored).as("%s is new", effect.path()).isTrue();
    apply(coordinator.onManifestStored(id, 0));
  }

  @Override
  public void appendLog(CoordinatorEffect.AppendLog effect) {
    Settings.manifestOf(effect.entry())
        .ifPresent(path -> setting.history().attempting(Optional.of(path)));
    LoggedEntry logged = setting.onEventLoop(() -> log.append(effect.entry()));
    if (effect.entry() instanceof LogEntry.CheckpointCompleted) {
      setting.history().confirmed();
    }
    apply(coordinator.onLogged(logged, 0));
  }

  @Override
  public void notifyComplete(CoordinatorEffect.NotifyComplete effect) {
    long id = effect.permit().checkpointId();
    counts.backends().forEach(each -> each.notifyCheckpointComplete(id));
    TOPOLOGY.subtasks().forEach(each -> apply(coordinator.onCommitConfirmed(id, each, 0)));
  }

  @Override
  public void removeFiles(CoordinatorEffect.RemoveFiles effect) {
    new Removal(storage).remove(effect);
  }

  @Override
  public void answerRequest(CoordinatorEffect.AnswerRequest effect) {
    answers.add(effect.result());
  }

  @Override
  public void scheduleTimer(CoordinatorEffect.ScheduleTimer effect) {}

  @Override
  public void endSources(CoordinatorEffect.EndSources effect) {}

  @Override
  public void failJob(CoordinatorEffect.FailJob effect) {
    throw new AssertionError("the job fails: " + effect.cause());
  }

  @Override
  public void completeJob(CoordinatorEffect.CompleteJob effect) {}

  @Override
  public void publishStatistics(CoordinatorEffect.PublishStatistics effect) {}

  /** Files of the run that no retained checkpoint needs, and files in the making. */
  Set<String> garbage() throws IOException {
    Set<String> garbage = new TreeSet<>();
    Path root = disk.getPath(ROOT);
    try (Stream<Path> tree = Files.walk(root)) {
      tree.filter(Files::isRegularFile)
          .map(path -> root.relativize(path).toString())
          .forEach(garbage::add);
    }
    garbage.removeIf(
        path ->
            path.equals(LOCK)
                || path.startsWith(run.layout().logDirectory() + "/")
                || path.startsWith("job/savepoints/") && isWhole(path));
    for (RetainedCheckpoint checkpoint : coordinator.retained()) {
      garbage.removeAll(checkpoint.files());
      garbage.remove(CheckpointLayout.manifest(checkpoint.directory()));
    }
    garbage.removeAll(run.foreign());
    return garbage;
  }

  /** A savepoint that has its manifest is the user's. */
  private boolean isWhole(String path) {
    String directory = path.substring(0, path.lastIndexOf('/'));
    return Files.exists(disk.getPath(ROOT).resolve(CheckpointLayout.manifest(directory)));
  }

  @Override
  public void close() throws IOException {
    for (KeyedStateBackend<Long> backend : counts.backends()) {
      backend.close();
    }
    storage.close();
  }
}
