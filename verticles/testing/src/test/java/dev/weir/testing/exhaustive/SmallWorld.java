package dev.weir.testing.exhaustive;

import dev.weir.protocol.JobTopology;
import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.alignment.Alignment;
import dev.weir.protocol.alignment.AlignmentEffect;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.checkpoint.SnapshotMetrics;
import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.protocol.coordinator.CheckpointCoordinator;
import dev.weir.protocol.coordinator.CheckpointSettings;
import dev.weir.protocol.coordinator.CoordinatorEffect;
import dev.weir.protocol.coordinator.CoordinatorPlan;
import dev.weir.protocol.coordinator.RetainedCheckpoint;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.log.JobHistory;
import dev.weir.protocol.log.LogAppend;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogRecord;
import dev.weir.protocol.log.LoggedCheckpoint;
import dev.weir.protocol.log.LoggedEntry;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.manifest.OperatorListState;
import dev.weir.protocol.manifest.OperatorSnapshot;
import dev.weir.protocol.manifest.SubtaskSnapshot;
import dev.weir.protocol.pacing.PacerSettings;
import dev.weir.protocol.pacing.TriggerRequest;
import dev.weir.protocol.restore.RestorePlan;
import dev.weir.protocol.restore.SubtaskRestore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Two sources and a counting sink, a coordinator, a storage, and the queues between them: small
 * enough that all that can happen can be tried. A state is copied before something happens to it;
 * what the protocol holds is immutable and shared.
 */
final class SmallWorld implements CoordinatorEffect.Handler, AlignmentEffect.Handler {

  static final List<SubtaskId> SUBTASKS =
      List.of(new SubtaskId("left", 0), new SubtaskId("right", 0), new SubtaskId("sink", 0));

  private static final int SINK = 2;
  private static final String STATE = "state";
  private static final CheckpointLayout LAYOUT = new CheckpointLayout("small", 1);
  private static final JobTopology TOPOLOGY =
      new JobTopology(List.of(vertex("left", true), vertex("right", true), vertex("sink", false)));
  private static final CheckpointSettings SETTINGS =
      new CheckpointSettings(
          new PacerSettings(OptionalLong.empty(), 0, 2, 4), 1_000, 10, 1, true, 1);

  /** On its way from a source to the sink: a record, or the barrier of a checkpoint. */
  record InChannel(Optional<CheckpointBarrier> barrier) {}

  /** From the coordinator to a subtask. */
  record Command(String what, Optional<CheckpointBarrier> barrier, long checkpointId) {}

  /** From a subtask to the coordinator. */
  record Report(Optional<SubtaskAck> ack, long committed) {}

  /** Handed over by the sink before a checkpoint: it makes these counts visible. */
  record Transaction(long checkpointId, int from, int to) {}

  private final int records;
  private CheckpointCoordinator coordinator;
  private List<LogRecord> log;
  private Map<String, Manifest> manifests = new TreeMap<>();
  private List<CoordinatorEffect.StoreManifest> stores = new ArrayList<>();
  private List<LogEntry> appends = new ArrayList<>();
  private int[] emitted = new int[2];
  private int[] counted = new int[2];
  private int written;
  private boolean[] blocked = new boolean[2];
  private Alignment alignment = Alignment.exactlyOnce(2);
  private List<Transaction> transactions = new ArrayList<>();
  private List<List<InChannel>> channels = List.of(new ArrayList<>(), new ArrayList<>());
  private List<List<Command>> commands =
      List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  private List<List<Report>> reports =
      List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  private List<Boolean> visible = new ArrayList<>();
  private long term = 1;
  private long attempt;
  private boolean running;
  private int checkpointsLeft;
  private int faultsLeft;

  private static JobTopology.Vertex vertex(String name, boolean source) {
    return new JobTopology.Vertex(
        name, 1, 1, List.of(new JobTopology.Operator(name, name)), source);
  }

  /**
   * @param records of each source
   */
  SmallWorld(int records, int checkpoints, int faults) {
    this.records = records;
    this.checkpointsLeft = checkpoints;
    this.faultsLeft = faults;
    log =
        List.of(
            append(Optional.empty(), 1, new LogEntry.RunStarted("small", 1, 0, Optional.empty()))
                .record());
    coordinator = inOffice();
    startAttempt();
  }

  private SmallWorld(SmallWorld other) {
    records = other.records;
    coordinator = other.coordinator;
    log = other.log;
    manifests = new TreeMap<>(other.manifests);
    stores = new ArrayList<>(other.stores);
    appends = new ArrayList<>(other.appends);
    emitted = other.emitted.clone();
    counted = other.counted.clone();
    written = other.written;
    blocked = other.blocked.clone();
    alignment = other.alignment;
    transactions = new ArrayList<>(other.transactions);
    channels = copy(other.channels);
    commands = copy(other.commands);
    reports = copy(other.reports);
    visible = new ArrayList<>(other.visible);
    term = other.term;
    attempt = other.attempt;
    running = other.running;
    checkpointsLeft = other.checkpointsLeft;
    faultsLeft = other.faultsLeft;
  }

  private static <T> List<List<T>> copy(List<List<T>> lists) {
    List<List<T>> copies = new ArrayList<>();
    lists.forEach(list -> copies.add(new ArrayList<>(list)));
    return copies;
  }

  Fingerprint.Print print() {
    Fingerprint print =
        new Fingerprint(Set.of("plan", "index", "statistics", "subtasks", "positions", "pacer"));
    print.add(coordinator).add(log).add(manifests.keySet()).add(stores).add(appends);
    print.add(alignment).add(transactions).add(channels).add(commands).add(reports).add(visible);
    for (int i = 0; i < 2; i++) {
      print.add(emitted[i]).add(counted[i]).add(blocked[i]);
    }
    return print
        .add(written)
        .add(term)
        .add(attempt)
        .add(running)
        .add(checkpointsLeft)
        .add(faultsLeft)
        .print();
  }

  /** Everything that can happen next, each in a world of its own. */
  List<SmallWorld> next() {
    List<SmallWorld> worlds = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int source = i;
      add(worlds, running && emitted[i] < records, w -> w.emit(source));
      add(worlds, running && !channels.get(i).isEmpty() && !blocked[i], w -> w.take(source));
    }
    for (int i = 0; i < SUBTASKS.size(); i++) {
      int subtask = i;
      add(worlds, !commands.get(i).isEmpty(), w -> w.obey(subtask));
      add(worlds, !reports.get(i).isEmpty(), w -> w.hear(subtask));
    }
    add(worlds, !stores.isEmpty(), w -> w.store(true));
    add(worlds, !appends.isEmpty(), SmallWorld::log);
    add(worlds, running && checkpointsLeft > 0, SmallWorld::trigger);
    add(worlds, !running && coordinator.isSettled(), SmallWorld::startAttempt);
    if (faultsLeft > 0) {
      add(worlds, !stores.isEmpty(), w -> w.store(false));
      add(worlds, running, SmallWorld::failAttempt);
      add(worlds, true, w -> w.crashCoordinator(false));
      add(worlds, !appends.isEmpty(), w -> w.crashCoordinator(true));
    }
    return worlds;
  }

  private void add(
      List<SmallWorld> worlds, boolean enabled, java.util.function.Consumer<SmallWorld> event) {
    if (enabled) {
      SmallWorld copy = new SmallWorld(this);
      event.accept(copy);
      worlds.add(copy);
    }
  }

  /** Nothing can happen any more: all must have been done. */
  void checkEnd() {
    for (int i = 0; i < 2; i++) {
      require(emitted[i] == records && counted[i] == records, "records are left: " + this);
    }
    require(coordinator.isSettled() && transactionsOfLogged().isEmpty(), "not all is committed");
    int most = visible.lastIndexOf(true);
    require(!visible.subList(0, most + 1).contains(false), "there is a gap in " + visible);
  }

  private List<Transaction> transactionsOfLogged() {
    long latest = history().latest().map(LoggedCheckpoint::checkpointId).orElse(0L);
    return transactions.stream().filter(t -> t.checkpointId() <= latest).toList();
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new AssertionError(message);
    }
  }

  // Sources

  private void emit(int source) {
    emitted[source]++;
    channels.get(source).add(new InChannel(Optional.empty()));
  }

  private void obey(int subtask) {
    Command command = commands.get(subtask).remove(0);
    switch (command.what()) {
      case "trigger" -> snapshotSource(subtask, command.barrier().orElseThrow());
      case "abort" -> {
        if (subtask == SINK) {
          apply(alignment.onAborted(command.checkpointId()));
        }
      }
      case "complete" -> {
        if (subtask == SINK) {
          commitUpTo(command.checkpointId());
        }
        reports.get(subtask).add(new Report(Optional.empty(), command.checkpointId()));
      }
      default -> throw new IllegalStateException(command.toString());
    }
  }

  private void snapshotSource(int source, CheckpointBarrier barrier) {
    channels.get(source).add(new InChannel(Optional.of(barrier)));
    acknowledge(source, barrier.checkpointId(), List.of(new byte[] {(byte) emitted[source]}));
  }

  private void acknowledge(int subtask, long checkpointId, List<byte[]> state) {
    SubtaskId id = SUBTASKS.get(subtask);
    OperatorListState list = new OperatorListState(OperatorListState.Mode.SPLIT, "numbers", state);
    SubtaskSnapshot snapshot =
        new SubtaskSnapshot(
            Map.of(id.vertex(), new OperatorSnapshot(Optional.empty(), Map.of(STATE, list))),
            false);
    SubtaskAck ack = new SubtaskAck(checkpointId, id, snapshot, SnapshotMetrics.NONE);
    reports.get(subtask).add(new Report(Optional.of(ack), 0));
  }

  // The sink

  private void take(int channel) {
    InChannel message = channels.get(channel).remove(0);
    if (message.barrier().isPresent()) {
      apply(alignment.onBarrier(channel, message.barrier().get(), 0));
    } else {
      counted[channel]++;
    }
  }

  private void apply(Step<Alignment, AlignmentEffect> step) {
    alignment = step.next();
    step.effects().forEach(effect -> effect.applyTo(this));
  }

  @Override
  public void block(AlignmentEffect.Block effect) {
    blocked[effect.channel()] = true;
  }

  @Override
  public void unblockAll(AlignmentEffect.UnblockAll effect) {
    blocked = new boolean[2];
  }

  @Override
  public void takeSnapshot(AlignmentEffect.TakeSnapshot effect) {
    long id = effect.barrier().checkpointId();
    int total = counted[0] + counted[1];
    transactions.add(new Transaction(id, written, total));
    written = total;
    List<byte[]> state = new ArrayList<>();
    state.add(new byte[] {(byte) counted[0], (byte) counted[1]});
    for (Transaction transaction : transactions) {
      state.add(
          new byte[] {
            (byte) transaction.checkpointId(), (byte) transaction.from(), (byte) transaction.to()
          });
    }
    acknowledge(SINK, id, state);
  }

  @Override
  public void alignmentGivenUp(AlignmentEffect.AlignmentGivenUp effect) {
    throw new AssertionError("nobody gives an alignment up here, but " + effect);
  }

  private void commitUpTo(long checkpointId) {
    long latest = history().latest().map(LoggedCheckpoint::checkpointId).orElse(0L);
    require(checkpointId <= latest, checkpointId + " is committed, but not logged");
    transactions.stream()
        .filter(transaction -> transaction.checkpointId() <= checkpointId)
        .forEach(this::commit);
    transactions.removeIf(transaction -> transaction.checkpointId() <= checkpointId);
  }

  private void commit(Transaction transaction) {
    for (int count = transaction.from() + 1; count <= transaction.to(); count++) {
      while (visible.size() < count) {
        visible.add(false);
      }
      require(!visible.get(count - 1), "count " + count + " comes a second time");
      visible.set(count - 1, true);
    }
  }

  // The coordinator

  private CheckpointCoordinator inOffice() {
    JobHistory history = history();
    List<RetainedCheckpoint> retained =
        history.retained().stream()
            .map(
                found ->
                    RetainedCheckpoint.of(
                        found.manifest().substring(0, found.manifest().lastIndexOf('/')),
                        manifest(found.manifest())))
            .toList();
    return CheckpointCoordinator.inOffice(
        new CoordinatorPlan("small", TOPOLOGY, LAYOUT, term, SETTINGS),
        history.nextCheckpointId(),
        retained,
        Set.of());
  }

  private Manifest manifest(String path) {
    Manifest manifest = manifests.get(path);
    require(manifest != null, path + " is gone");
    return manifest;
  }

  private JobHistory history() {
    return JobHistory.of(log);
  }

  private static LoggedEntry append(Optional<LogRecord> last, long term, LogEntry entry) {
    LogAppend put = LogAppend.begin(last, term, "node" + term, entry).next();
    LogAppend confirming = put.onPut(LogAppend.PutOutcome.CREATED).next();
    long number = last.map(LogRecord::number).orElse(0L) + 1;
    LogAppend done = confirming.onConfirmation(new LogAppend.Confirmation(last, number)).next();
    return ((LogAppend.Appended) done).logged();
  }

  private LoggedEntry write(LogEntry entry) {
    LoggedEntry logged = append(Optional.of(log.get(log.size() - 1)), term, entry);
    List<LogRecord> more = new ArrayList<>(log);
    more.add(logged.record());
    log = List.copyOf(more);
    if (entry instanceof LogEntry.CheckpointCompleted completed) {
      checkCut(manifest(completed.manifest()));
    }
    return logged;
  }

  private static void checkCut(Manifest manifest) {
    byte[] left = elementOf(manifest, 0);
    byte[] right = elementOf(manifest, 1);
    byte[] sink = elementOf(manifest, SINK);
    require(
        left[0] == sink[0] && right[0] == sink[1],
        "checkpoint %d: emitted %d and %d, counted %d and %d"
            .formatted(manifest.checkpointId(), left[0], right[0], sink[0], sink[1]));
  }

  private static byte[] elementOf(Manifest manifest, int subtask) {
    return manifest
        .operators()
        .get(subtask)
        .subtasks()
        .get(0)
        .state()
        .listState()
        .get(STATE)
        .elements()
        .get(0);
  }

  private void applyCoordinator(Step<CheckpointCoordinator, CoordinatorEffect> step) {
    coordinator = step.next();
    step.effects().forEach(effect -> effect.applyTo(this));
  }

  private void trigger() {
    checkpointsLeft--;
    applyCoordinator(
        coordinator.onRequest(
            TriggerRequest.of(CheckpointKind.CHECKPOINT, "request" + checkpointsLeft), 0));
  }

  private void hear(int subtask) {
    Report report = reports.get(subtask).remove(0);
    if (report.ack().isPresent()) {
      applyCoordinator(coordinator.onAck(report.ack().get(), 0));
    } else {
      applyCoordinator(coordinator.onCommitConfirmed(report.committed(), SUBTASKS.get(subtask), 0));
    }
  }

  private void store(boolean succeeds) {
    CoordinatorEffect.StoreManifest store = stores.remove(0);
    long id = store.manifest().checkpointId();
    if (succeeds) {
      manifests.put(store.path(), store.manifest());
      applyCoordinator(coordinator.onManifestStored(id, 0));
    } else {
      faultsLeft--;
      applyCoordinator(coordinator.onManifestFailed(id, "no space", 0));
    }
  }

  private void log() {
    applyCoordinator(coordinator.onLogged(write(appends.remove(0)), 0));
  }

  private void failAttempt() {
    faultsLeft--;
    running = false;
    applyCoordinator(coordinator.onAttemptEnded(0));
    clear();
  }

  private void clear() {
    channels.forEach(List::clear);
    commands.forEach(List::clear);
    reports.forEach(List::clear);
  }

  /**
   * @param written whether the entry that is being appended comes into the log
   */
  private void crashCoordinator(boolean written) {
    faultsLeft--;
    if (written) {
      write(appends.get(0));
    }
    running = false;
    stores.clear();
    appends.clear();
    clear();
    term++;
    attempt = 0;
    write(new LogEntry.LeaderElected(0));
    coordinator = inOffice();
  }

  private void startAttempt() {
    attempt++;
    running = true;
    alignment = Alignment.exactlyOnce(2);
    blocked = new boolean[2];
    transactions.clear();
    emitted = new int[2];
    counted = new int[2];
    Optional<LoggedCheckpoint> latest = history().latest();
    if (latest.isPresent()) {
      restore(manifest(latest.get().manifest()));
    }
    written = counted[0] + counted[1];
    applyCoordinator(
        coordinator.onAttemptStarted(
            attempt,
            latest.isPresent()
                ? OptionalLong.of(latest.get().checkpointId())
                : OptionalLong.empty(),
            0));
  }

  private void restore(Manifest manifest) {
    RestorePlan plan = RestorePlan.of(manifest, TOPOLOGY, RestorePlan.MissingOperators.REFUSE);
    emitted[0] = elements(plan, 0).get(0)[0];
    emitted[1] = elements(plan, 1).get(0)[0];
    List<byte[]> sink = elements(plan, SINK);
    counted[0] = sink.get(0)[0];
    counted[1] = sink.get(0)[1];
    for (byte[] transaction : sink.subList(1, sink.size())) {
      boolean done = transaction[1] == transaction[2] || isVisible(transaction[2]);
      if (!done) {
        commit(new Transaction(transaction[0], transaction[1], transaction[2]));
      }
    }
  }

  /** A commit is idempotent: the system outside knows the transaction. */
  private boolean isVisible(int count) {
    return visible.size() >= count && visible.get(count - 1);
  }

  private static List<byte[]> elements(RestorePlan plan, int subtask) {
    SubtaskId id = SUBTASKS.get(subtask);
    SubtaskRestore restore = plan.subtasks().get(id);
    return restore.of(id.vertex()).listState().get(STATE).elements();
  }

  @Override
  public void sendTrigger(CoordinatorEffect.SendTrigger effect) {
    for (int source = 0; source < 2; source++) {
      commands
          .get(source)
          .add(
              new Command(
                  "trigger", Optional.of(effect.barrier()), effect.barrier().checkpointId()));
    }
  }

  private void tellAll(String what, long checkpointId) {
    commands.forEach(queue -> queue.add(new Command(what, Optional.empty(), checkpointId)));
  }

  @Override
  public void sendAborted(CoordinatorEffect.SendAborted effect) {
    tellAll("abort", effect.checkpointId());
  }

  @Override
  public void storeManifest(CoordinatorEffect.StoreManifest effect) {
    stores.add(effect);
  }

  @Override
  public void appendLog(CoordinatorEffect.AppendLog effect) {
    appends.add(effect.entry());
  }

  @Override
  public void notifyComplete(CoordinatorEffect.NotifyComplete effect) {
    tellAll("complete", effect.permit().checkpointId());
  }

  @Override
  public void removeFiles(CoordinatorEffect.RemoveFiles effect) {
    Set<String> retained =
        Set.copyOf(history().retained().stream().map(LoggedCheckpoint::manifest).toList());
    for (String directory : effect.directories()) {
      String manifest = CheckpointLayout.manifest(directory);
      require(!retained.contains(manifest), manifest + " is removed, but retained");
      manifests.remove(manifest);
    }
  }

  @Override
  public void scheduleTimer(CoordinatorEffect.ScheduleTimer effect) {
    require(effect.at() > 0, "no timer is due at once here");
  }

  @Override
  public void endSources(CoordinatorEffect.EndSources effect) {
    throw new AssertionError("nobody drains here");
  }

  @Override
  public void failJob(CoordinatorEffect.FailJob effect) {
    throw new AssertionError("more failures are tolerated than there are: " + effect);
  }

  @Override
  public void answerRequest(CoordinatorEffect.AnswerRequest effect) {
    require(effect.requestId().startsWith("request"), "nobody asked for " + effect);
  }

  @Override
  public void completeJob(CoordinatorEffect.CompleteJob effect) {
    throw new AssertionError("the job does not end here");
  }

  @Override
  public void publishStatistics(CoordinatorEffect.PublishStatistics effect) {
    require(effect.statistics().inProgress() >= 0, "less than no checkpoint in progress");
  }

  @Override
  public String toString() {
    return "term %d, attempt %d, log %s".formatted(term, attempt, log);
  }
}
