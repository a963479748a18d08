package dev.weir.testing.simulation;

import dev.weir.protocol.coordinator.RetainedCheckpoint;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.log.InvalidLogException;
import dev.weir.protocol.log.JobHistory;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogRecord;
import dev.weir.protocol.log.LoggedCheckpoint;
import dev.weir.protocol.manifest.Manifest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How a process comes into office, as in the runtime: selects the run, reads its log, appends its
 * term, looks for what others left unfinished. Gives up at the first failure; it will be tried
 * again.
 */
final class Takeover {

  /** What a coordinator begins with. */
  record Office(
      CheckpointLayout layout,
      long term,
      LogWriter log,
      List<RetainedCheckpoint> retained,
      Set<String> foreign,
      Optional<String> latestManifest,
      long nextCheckpointId) {}

  private record Restored(
      Optional<String> manifest,
      List<RetainedCheckpoint> retained,
      Set<String> foreign,
      long nextId) {
    static final Restored NOTHING = new Restored(Optional.empty(), List.of(), Set.of(), 1);
  }

  private final World world;
  private final NodeProcess process;
  private final LogReader reader;
  private final Consumer<Office> onOffice;
  private final Consumer<String> onFailure;

  Takeover(
      World world, NodeProcess process, Consumer<Office> onOffice, Consumer<String> onFailure) {
    this.world = world;
    this.process = process;
    this.reader = new LogReader(world, process);
    this.onOffice = onOffice;
    this.onFailure = onFailure;
  }

  void begin() {
    world
        .storage()
        .list(
            process,
            World.JOB,
            answer -> {
              if (answer.failed()) {
                onFailure.accept("the runs of the job cannot be listed");
                return;
              }
              List<Long> runs = new ArrayList<>();
              for (String name : answer.get()) {
                OptionalLong run = CheckpointLayout.runNumber(name);
                run.ifPresent(runs::add);
              }
              select(new ArrayDeque<>(runs), runs.isEmpty() ? 0 : runs.get(runs.size() - 1));
            });
  }

  private void select(ArrayDeque<Long> runs, long newest) {
    Long run = runs.pollLast();
    if (run == null) {
      beginRun(newest + 1, Restored.NOTHING);
      return;
    }
    CheckpointLayout layout = new CheckpointLayout(World.JOB, run);
    reader.records(
        layout,
        answer -> {
          if (answer.failed()) {
            onFailure.accept("the log cannot be read");
            return;
          }
          JobHistory history;
          try {
            history = JobHistory.of(answer.get());
          } catch (InvalidLogException e) {
            throw new Violation("LogIsReadable", e.getMessage() == null ? "" : e.getMessage(), e);
          }
          if (history.last().isEmpty()) {
            select(runs, run - 1); // somebody may be about to begin it: the log decides who does
          } else {
            resume(layout, newest, answer.get(), history);
          }
        });
  }

  private void resume(
      CheckpointLayout layout, long newest, List<LogRecord> records, JobHistory history) {
    if (history.end().isEmpty()) {
      restored(
          records,
          history,
          from ->
              takeOffice(
                  layout,
                  history.term() + 1,
                  history.last(),
                  new LogEntry.LeaderElected(world.millis()),
                  from,
                  Math.max(history.nextCheckpointId(), from.nextId())));
      return;
    }
    LogEntry.JobEnd end = history.end().get().end();
    world.user().jobEnded(layout.run(), end);
    if (!world.user().wantsRunAfter(layout.run())) {
      onFailure.accept("the job has ended");
      return;
    }
    if (end == LogEntry.JobEnd.FINISHED) {
      String savepoint = world.user().savepoint();
      manifest(
          savepoint,
          manifest ->
              beginRun(
                  newest + 1,
                  new Restored(
                      Optional.of(savepoint),
                      List.of(),
                      manifest.files(),
                      manifest.checkpointId() + 1)));
    } else {
      restored(records, history, from -> beginRun(newest + 1, from));
    }
  }

  private void restored(List<LogRecord> records, JobHistory history, Consumer<Restored> then) {
    Optional<String> latest =
        history.latest().map(LoggedCheckpoint::manifest).or(() -> restoredFrom(records));
    if (latest.isEmpty()) {
      then.accept(Restored.NOTHING);
      return;
    }
    manifest(
        latest.get(),
        manifest -> {
          RetainedCheckpoint newest = retained(latest.get(), manifest);
          ArrayDeque<LoggedCheckpoint> older = new ArrayDeque<>();
          List<LoggedCheckpoint> all = history.retained();
          for (LoggedCheckpoint checkpoint : all.subList(0, Math.max(0, all.size() - 1))) {
            if (!checkpoint.kind().isSavepoint()) {
              older.add(checkpoint);
            }
          }
          boolean ofUser = manifest.kind().isSavepoint();
          older(
              older,
              new ArrayList<>(),
              retained -> {
                if (!ofUser) {
                  retained.add(newest);
                }
                then.accept(
                    new Restored(
                        latest,
                        retained,
                        ofUser ? newest.files() : Set.of(),
                        newest.checkpointId() + 1));
              });
        });
  }

  private void older(
      ArrayDeque<LoggedCheckpoint> left,
      List<RetainedCheckpoint> found,
      Consumer<List<RetainedCheckpoint>> then) {
    LoggedCheckpoint next = left.poll();
    if (next == null) {
      then.accept(found);
      return;
    }
    manifest(
        next.manifest(),
        manifest -> {
          found.add(retained(next.manifest(), manifest));
          older(left, found, then);
        });
  }

  private static Optional<String> restoredFrom(List<LogRecord> records) {
    return records.stream()
        .map(LogRecord::entry)
        .filter(LogEntry.RunStarted.class::isInstance)
        .flatMap(entry -> ((LogEntry.RunStarted) entry).restoredFrom().stream())
        .findFirst();
  }

  private static RetainedCheckpoint retained(String path, Manifest manifest) {
    return RetainedCheckpoint.of(path.substring(0, path.lastIndexOf('/')), manifest);
  }

  private void manifest(String path, Consumer<Manifest> then) {
    world
        .storage()
        .read(
            process,
            path,
            answer -> {
              if (!answer.failed() && answer.value() instanceof Manifest manifest) {
                then.accept(manifest);
              } else {
                onFailure.accept(path + " cannot be read");
              }
            });
  }

  private void beginRun(long run, Restored from) {
    CheckpointLayout layout = new CheckpointLayout(World.JOB, run);
    LogEntry first = new LogEntry.RunStarted(World.JOB, run, world.millis(), from.manifest());
    takeOffice(layout, 1, Optional.empty(), first, from, from.nextId());
  }

  private void takeOffice(
      CheckpointLayout layout,
      long term,
      Optional<LogRecord> last,
      LogEntry entry,
      Restored from,
      long nextCheckpointId) {
    Office office =
        new Office(
            layout,
            term,
            new LogWriter(world, process, layout, term, last),
            from.retained(),
            from.foreign(),
            from.manifest(),
            nextCheckpointId);
    listOrphans(
        office,
        orphans ->
            office
                .log()
                .append(
                    entry,
                    logged -> {
                      orphans.run();
                      onOffice.accept(office);
                    },
                    reason -> onFailure.accept("another one was quicker: " + reason)));
  }

  /**
   * What earlier coordinators left unfinished is listed before the entry is appended, and removed
   * in the background when it has been: so nothing of a successor can be among it.
   */
  private void listOrphans(Office office, Consumer<Runnable> then) {
    CheckpointLayout layout = office.layout();
    world
        .storage()
        .list(
            process,
            layout.runDirectory(),
            directories ->
                world
                    .storage()
                    .list(
                        process,
                        layout.sharedDirectory(),
                        shared -> {
                          if (directories.failed() || shared.failed()) {
                            onFailure.accept("what was left unfinished cannot be listed");
                          } else {
                            then.accept(
                                () -> removeOrphans(office, directories.get(), shared.get()));
                          }
                        }));
  }

  private void removeOrphans(Office office, List<String> directories, List<String> shared) {
    CheckpointLayout layout = office.layout();
    for (String name : directories) {
      String path = layout.runDirectory() + "/" + name;
      if (name.startsWith("chk-")
          && office.retained().stream().noneMatch(kept -> kept.directory().equals(path))) {
        world.storage().deleteDirectory(process, path, ignored -> {});
      }
    }
    for (String name : shared) {
      String path = layout.sharedDirectory() + "/" + name;
      if (office.retained().stream().noneMatch(kept -> kept.files().contains(path))) {
        world.storage().delete(process, path, ignored -> {});
      }
    }
  }
}
