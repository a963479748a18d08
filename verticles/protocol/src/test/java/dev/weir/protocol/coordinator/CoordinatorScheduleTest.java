package dev.weir.protocol.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.Seeds;
import dev.weir.protocol.Step;
import dev.weir.protocol.SubtaskId;
import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.checkpoint.CheckpointFailureReason;
import dev.weir.protocol.checkpoint.CheckpointKind;
import dev.weir.protocol.checkpoint.SnapshotMetrics;
import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.protocol.checkpoint.SubtaskDecline;
import dev.weir.protocol.log.JobHistory;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogRecord;
import dev.weir.protocol.log.LoggedCheckpoint;
import dev.weir.protocol.log.LoggedEntries;
import dev.weir.protocol.log.LoggedEntry;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.protocol.pacing.PacerSettings;
import dev.weir.protocol.pacing.TriggerRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * A coordinator, subtasks that build each snapshot upon the last checkpoint they were told of, a
 * storage and a log, in random order of events, with acknowledgements lost, snapshots declined,
 * manifests that cannot be written and attempts that fail.
 */
class CoordinatorScheduleTest {

  private static final int EVENTS = 600;

  @Test
  void what_exists_is_whole_and_what_does_not_leaves_nothing_behind() {
    Seeds.forEach(1_000, random -> new World(random).run());
  }

  private static final class World implements CoordinatorEffect.Handler {

    private final RandomGenerator random;
    private final int parallelism;
    private final CheckpointSettings settings;
    private CheckpointCoordinator coordinator;
    private long now = 1_000;
    private OptionalLong timer = OptionalLong.empty();
    private long attempt;
    private boolean running;
    private long lastId;

    private final Set<String> storage = new TreeSet<>();
    private final Map<String, Manifest> manifests = new HashMap<>();
    private final List<LogRecord> log = new ArrayList<>();
    private final Deque<LogEntry> appends = new ArrayDeque<>();
    private final Deque<CoordinatorEffect.StoreManifest> stores = new ArrayDeque<>();
    private final Map<SubtaskId, Subtask> subtasks = new TreeMap<>();
    private final Map<Long, CheckpointBarrier> triggered = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final Set<String> answered = new HashSet<>();
    private boolean complete;

    World(RandomGenerator random) {
      this.random = random;
      parallelism = 1 + random.nextInt(3);
      settings =
          new CheckpointSettings(
              new PacerSettings(OptionalLong.of(20), random.nextInt(30), 1 + random.nextInt(3), 3),
              random.nextBoolean() ? 60 : 1_000,
              random.nextInt(3),
              1 + random.nextInt(3),
              true,
              5);
      coordinator =
          CheckpointCoordinator.inOffice(
              TestJob.plan(settings, parallelism), 1, List.of(), Set.of());
      LogEntry start = new LogEntry.RunStarted("word count", 1, 0, Optional.empty());
      log.add(LoggedEntries.append(Optional.empty(), 1, start).record());
      startAttempt();
    }

    void run() {
      for (int i = 0; i < EVENTS && !complete; i++) {
        step();
        requireNothingNeededIsGone();
      }
      bringToAnEnd();
      assertThat(answered).isEqualTo(asked);
      assertThat(storage).isEqualTo(named());
      assertThat(coordinator.statistics().inProgress()).isZero();
    }

    private void step() {
      now += random.nextInt(6);
      switch (random.nextInt(20)) {
        case 0 -> request();
        case 1 -> store();
        case 2 -> logNext();
        case 3, 4 -> tick();
        case 5 -> {
          if (random.nextInt(10) == 0) {
            endAttempt();
          }
        }
        case 6 -> {
          if (!running && coordinator.isSettled() && stores.isEmpty()) {
            startAttempt();
          }
        }
        case 7, 8, 9 -> {
          store();
          logNext();
        }
        default -> someSubtask().act();
      }
    }

    private Subtask someSubtask() {
      return List.copyOf(subtasks.values()).get(random.nextInt(subtasks.size()));
    }

    private void request() {
      CheckpointKind[] kinds = {
        CheckpointKind.CHECKPOINT, CheckpointKind.SAVEPOINT, CheckpointKind.SAVEPOINT
      };
      String id = "request-" + asked.size();
      asked.add(id);
      CheckpointKind kind =
          random.nextInt(30) == 0 ? CheckpointKind.STOP_SAVEPOINT : kinds[random.nextInt(3)];
      apply(coordinator.onRequest(TriggerRequest.of(kind, id), now));
    }

    private void tick() {
      if (timer.isPresent()) {
        now = Math.max(now, timer.getAsLong());
        timer = OptionalLong.empty();
        apply(coordinator.onTimer(now));
      }
    }

    private void store() {
      CoordinatorEffect.StoreManifest store = stores.poll();
      if (store == null) {
        return;
      }
      long id = store.manifest().checkpointId();
      if (random.nextInt(8) == 0) {
        apply(coordinator.onManifestFailed(id, "no space", now));
        return;
      }
      storage.add(store.path());
      manifests.put(store.path(), store.manifest());
      apply(coordinator.onManifestStored(id, now));
    }

    private void logNext() {
      LogEntry entry = appends.poll();
      if (entry != null) {
        LoggedEntry logged = LoggedEntries.append(Optional.of(log.get(log.size() - 1)), 1, entry);
        log.add(logged.record());
        apply(coordinator.onLogged(logged, now));
      }
    }

    private void startAttempt() {
      subtasks.values().forEach(Subtask::actAll);
      attempt++;
      running = true;
      Optional<LoggedCheckpoint> latest = history().latest();
      Set<String> base = latest.map(l -> manifests.get(l.manifest()).files()).orElse(Set.of());
      subtasks.clear();
      for (SubtaskId id : TestJob.topology(parallelism).subtasks()) {
        subtasks.put(id, new Subtask(id, own(id, base)));
      }
      apply(
          coordinator.onAttemptStarted(
              attempt,
              latest.map(l -> OptionalLong.of(l.checkpointId())).orElse(OptionalLong.empty()),
              now));
    }

    private static Set<String> own(SubtaskId id, Set<String> files) {
      Set<String> own = new TreeSet<>(files);
      own.removeIf(path -> !path.contains("/shared/" + id + "-"));
      return own;
    }

    private void endAttempt() {
      if (running) {
        running = false;
        subtasks.values().forEach(Subtask::stop);
        apply(coordinator.onAttemptEnded(now));
      }
    }

    private JobHistory history() {
      return JobHistory.of(log);
    }

    /** Paths that must be there: the twin of the coordinator's retention is the log itself. */
    private Set<String> named() {
      Set<String> named = new TreeSet<>();
      List<LoggedCheckpoint> all = new ArrayList<>(history().retained());
      all.addAll(history().savepoints());
      for (LoggedCheckpoint checkpoint : all) {
        named.add(checkpoint.manifest());
        named.addAll(manifests.get(checkpoint.manifest()).files());
      }
      return named;
    }

    private void requireNothingNeededIsGone() {
      assertThat(storage).containsAll(named());
    }

    /** No more faults: the job must come to its final checkpoint and commit it. */
    private void bringToAnEnd() {
      for (int round = 0; round < 200 && !complete; round++) {
        writeAll();
        if (!running) {
          startAttempt();
        }
        subtasks.values().forEach(subtask -> subtask.reliable = true);
        apply(coordinator.onAllEnded(now));
        List.copyOf(subtasks.values()).forEach(Subtask::actAll);
        writeAll();
        List.copyOf(subtasks.values()).forEach(Subtask::actAll);
        requireNothingNeededIsGone();
        if (!complete) {
          tick();
        }
      }
      assertThat(complete).as("the job completes").isTrue();
      writeAll();
      subtasks.values().forEach(Subtask::actAll);
    }

    private void writeAll() {
      while (!stores.isEmpty() || !appends.isEmpty()) {
        store();
        logNext();
      }
    }

    private void apply(Step<CheckpointCoordinator, CoordinatorEffect> step) {
      coordinator = step.next();
      step.effects().forEach(effect -> effect.applyTo(this));
    }

    @Override
    public void sendTrigger(CoordinatorEffect.SendTrigger effect) {
      CheckpointBarrier barrier = effect.barrier();
      assertThat(barrier.checkpointId()).as("ids rise").isGreaterThan(lastId);
      lastId = barrier.checkpointId();
      triggered.put(lastId, barrier);
      subtasks.values().forEach(subtask -> subtask.data.add(barrier));
    }

    @Override
    public void sendAborted(CoordinatorEffect.SendAborted effect) {
      subtasks.values().forEach(subtask -> subtask.pending.remove(effect.checkpointId()));
    }

    @Override
    public void storeManifest(CoordinatorEffect.StoreManifest effect) {
      Manifest manifest = effect.manifest();
      int snapshots = manifest.operators().stream().mapToInt(o -> o.subtasks().size()).sum();
      assertThat(snapshots).as("one snapshot of each subtask").isEqualTo(subtasks.size());
      assertThat(storage).as("files of " + effect.path()).containsAll(manifest.files());
      stores.add(effect);
    }

    @Override
    public void appendLog(CoordinatorEffect.AppendLog effect) {
      appends.add(effect.entry());
    }

    @Override
    public void notifyComplete(CoordinatorEffect.NotifyComplete effect) {
      long id = effect.permit().checkpointId();
      LoggedCheckpoint latest = history().latest().orElseThrow();
      assertThat(id).as("what is told is in the log").isEqualTo(latest.checkpointId());
      subtasks.values().forEach(subtask -> subtask.control.add(id));
    }

    @Override
    public void removeFiles(CoordinatorEffect.RemoveFiles effect) {
      storage.removeAll(effect.files());
      for (String directory : effect.directories()) {
        storage.removeIf(path -> path.startsWith(directory + "/"));
      }
    }

    @Override
    public void scheduleTimer(CoordinatorEffect.ScheduleTimer effect) {
      timer = OptionalLong.of(effect.at());
    }

    @Override
    public void endSources(CoordinatorEffect.EndSources effect) {
      throw new AssertionError("nobody drains here");
    }

    @Override
    public void failJob(CoordinatorEffect.FailJob effect) {
      subtasks.values().forEach(subtask -> subtask.data.clear());
    }

    @Override
    public void answerRequest(CoordinatorEffect.AnswerRequest effect) {
      assertThat(answered.add(effect.requestId())).as("answered once").isTrue();
    }

    @Override
    public void completeJob(CoordinatorEffect.CompleteJob effect) {
      complete = true;
    }

    @Override
    public void publishStatistics(CoordinatorEffect.PublishStatistics effect) {
      assertThat(effect.statistics().inProgress()).isNotNegative();
    }

    /** Barriers and news of completion come by ways of their own, so in any order. */
    private final class Subtask {

      private final SubtaskId id;
      private final Deque<CheckpointBarrier> data = new ArrayDeque<>();
      private final Deque<Long> control = new ArrayDeque<>();
      private final Map<Long, Set<String>> pending = new TreeMap<>();
      private final Deque<SubtaskAck> acks = new ArrayDeque<>();
      private Set<String> base;
      private boolean reliable;

      Subtask(SubtaskId id, Set<String> base) {
        this.id = id;
        this.base = base;
      }

      void actAll() {
        while (!data.isEmpty() || !control.isEmpty() || !acks.isEmpty()) {
          act();
        }
      }

      /** No barrier is handled any more; what is being written is acknowledged later. */
      void stop() {
        data.clear();
        control.clear();
      }

      void act() {
        switch (random.nextInt(3)) {
          case 0 -> snapshot();
          case 1 -> commit();
          default -> send();
        }
      }

      private void snapshot() {
        CheckpointBarrier barrier = data.poll();
        if (barrier == null) {
          return;
        }
        long checkpoint = barrier.checkpointId();
        if (!reliable && random.nextInt(12) == 0) {
          apply(
              coordinator.onDecline(
                  new SubtaskDecline(
                      checkpoint, id, CheckpointFailureReason.SNAPSHOT_FAILED, "broken"),
                  now));
          return;
        }
        Set<String> files = new TreeSet<>();
        if (id.vertex().equals("count")) {
          files = write(barrier);
        }
        pending.put(checkpoint, files);
        acks.add(
            new SubtaskAck(
                checkpoint,
                id,
                TestJob.snapshot(id, parallelism, files, false),
                SnapshotMetrics.NONE));
      }

      /** A checkpoint keeps some files of its base and adds one; a savepoint shares none. */
      private Set<String> write(CheckpointBarrier barrier) {
        Set<String> files = new TreeSet<>();
        if (barrier.kind().isSavepoint()) {
          files.add(barrier.directory() + "/" + id);
        } else {
          base.stream().filter(path -> random.nextInt(4) > 0).forEach(files::add);
          files.add(
              "wordcount/run-000001/shared/%s-%d-%d"
                  .formatted(id, attempt, barrier.checkpointId()));
        }
        files.stream().filter(path -> !base.contains(path)).forEach(storage::add);
        return files;
      }

      private void commit() {
        Long checkpoint = control.poll();
        if (checkpoint != null) {
          if (!triggered.get(checkpoint).kind().isSavepoint()) {
            base = pending.getOrDefault(checkpoint, base);
          }
          apply(coordinator.onCommitConfirmed(checkpoint, id, now));
        }
      }

      private void send() {
        SubtaskAck ack = acks.poll();
        if (ack != null) {
          apply(coordinator.onAck(ack, now));
          if (!reliable && random.nextInt(10) == 0) {
            apply(coordinator.onAck(ack, now));
          }
        }
      }
    }
  }
}
