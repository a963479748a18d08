package dev.weir.runtime.coordinator;

import dev.weir.config.JobOptions;
import dev.weir.protocol.coordinator.RetainedCheckpoint;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.log.JobHistory;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogRecord;
import dev.weir.protocol.log.LoggedCheckpoint;
import dev.weir.protocol.manifest.Manifest;
import dev.weir.runtime.storage.CheckpointLogReader;
import dev.weir.runtime.storage.ManifestJson;
import dev.weir.runtime.storage.SavepointFiles;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.CorruptStateException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which run of a job to begin or to go on with, from what lies in storage and what was asked for.
 * Blocks.
 */
final class RunSelection {

  private static final Logger log = LoggerFactory.getLogger(RunSelection.class);

  private final String jobName;
  private final String jobDirectory;
  private final JobOptions options;
  private final RunChoice choice;
  private final CheckpointStorage storage;
  private final CheckpointLogReader reader;

  RunSelection(String jobName, JobOptions options, RunChoice choice, CheckpointStorage storage) {
    this.jobName = jobName;
    this.jobDirectory = CheckpointLayout.directoryNameOf(jobName);
    this.options = options;
    this.choice = choice;
    this.storage = storage;
    this.reader = new CheckpointLogReader(storage);
  }

  /**
   * @throws JobAlreadyFinishedException if the run to resume has come to its end
   * @throws JobOverException if the run to take over has ended in whatever way
   */
  OpenedRun open(long now) throws IOException {
    if (choice.run().isPresent()) {
      return takeOver(new CheckpointLayout(jobDirectory, choice.run().getAsLong()), now);
    }
    List<Long> runs = reader.runs(jobDirectory);
    long newest = runs.isEmpty() ? 0 : runs.get(runs.size() - 1);
    if (choice.mode() == RunChoice.Mode.BEGIN) {
      return begin(newest + 1, now);
    }
    long begun = newest;
    for (int i = runs.size() - 1; i >= 0; i--) {
      CheckpointLayout layout = new CheckpointLayout(jobDirectory, runs.get(i));
      List<LogRecord> records = reader.records(layout);
      JobHistory history = JobHistory.of(records);
      if (history.last().isPresent()) {
        return resume(layout, begun, records, history, now);
      }
      // Somebody may be about to begin this one. Whoever else begins it too meets him in its log,
      // where one of them is refused; whoever began the next run would not.
      begun = layout.run() - 1;
    }
    log.info("job {} has nothing to resume in {}: it starts", jobName, storage.describe());
    return begin(begun + 1, now);
  }

  private OpenedRun takeOver(CheckpointLayout layout, long now) throws IOException {
    List<LogRecord> records = reader.records(layout);
    JobHistory history = JobHistory.of(records);
    if (history.end().isPresent()) {
      throw new JobOverException(jobName, layout.run(), history.end().get());
    }
    return resume(layout, layout.run(), records, history, now);
  }

  private OpenedRun begin(long run, long now) throws IOException {
    CheckpointLayout layout = new CheckpointLayout(jobDirectory, run);
    if (options.savepoint().isEmpty()) {
      return begin(layout, Restored.NOTHING, now);
    }
    String savepoint = options.savepoint().get();
    String manifest =
        SavepointFiles.copyIn(savepoint, storage, layout.runDirectory() + "/restored-" + now);
    log.info("job {} starts from savepoint {}", jobName, savepoint);
    return begin(layout, Restored.of(own(manifest)), now);
  }

  private OpenedRun begin(CheckpointLayout layout, Restored from, long now) {
    return new OpenedRun(
        layout,
        1,
        Optional.empty(),
        new LogEntry.RunStarted(jobName, layout.run(), now, from.manifest()),
        from.retained(),
        from.foreign(),
        from.manifest(),
        from.nextId());
  }

  private OpenedRun resume(
      CheckpointLayout layout, long newest, List<LogRecord> records, JobHistory history, long now)
      throws IOException {
    if (history.end().isPresent() && choice.mode() == RunChoice.Mode.GO_ON) {
      return begin(newest + 1, now);
    }
    if (history.end().isPresent()) {
      return afterEnd(layout, newest, records, history, history.end().get(), now);
    }
    Restored from = restored(records, history);
    log.info(
        "job {} goes on with run {} from {}",
        jobName,
        layout.run(),
        from.manifest().map(path -> "checkpoint " + path).orElse("the beginning"));
    return new OpenedRun(
        layout,
        history.term() + 1,
        history.last(),
        new LogEntry.LeaderElected(now),
        from.retained(),
        from.foreign(),
        from.manifest(),
        Math.max(history.nextCheckpointId(), from.nextId()));
  }

  private OpenedRun afterEnd(
      CheckpointLayout layout,
      long newest,
      List<LogRecord> records,
      JobHistory history,
      LogEntry.JobEnded end,
      long now)
      throws IOException {
    if (end.end() == LogEntry.JobEnd.FINISHED) {
      throw new JobAlreadyFinishedException(jobName, layout.run(), end);
    }
    Restored from = end.checkpointsKept() ? restored(records, history) : Restored.NOTHING;
    log.info(
        "run {} of job {} was {}: a new run goes on from {}",
        layout.run(),
        jobName,
        end.end(),
        from.manifest().map(path -> "checkpoint " + path).orElse("the beginning"));
    return begin(new CheckpointLayout(jobDirectory, newest + 1), from, now);
  }

  /**
   * What there is to restore from.
   *
   * @param manifest path of the newest; empty: nothing
   */
  private record Restored(
      Optional<String> manifest,
      List<RetainedCheckpoint> retained,
      Set<String> foreign,
      long nextId) {

    static final Restored NOTHING = new Restored(Optional.empty(), List.of(), Set.of(), 1);

    static Restored of(RetainedCheckpoint only) {
      return new Restored(
          Optional.of(CheckpointLayout.manifest(only.directory())),
          List.of(only),
          Set.of(),
          only.checkpointId() + 1);
    }
  }

  private Restored restored(List<LogRecord> records, JobHistory history) throws IOException {
    Optional<String> latest =
        history.latest().map(LoggedCheckpoint::manifest).or(() -> restoredFrom(records));
    if (latest.isEmpty()) {
      return Restored.NOTHING;
    }
    RetainedCheckpoint newest = own(latest.get());
    if (history.latest().map(found -> found.kind().isSavepoint()).orElse(false)) {
      return new Restored(latest, older(history), newest.files(), newest.checkpointId() + 1);
    }
    List<RetainedCheckpoint> retained = new ArrayList<>(older(history));
    retained.add(newest);
    return new Restored(latest, retained, Set.of(), newest.checkpointId() + 1);
  }

  /** The checkpoints before the newest; what is damaged among them is of no use. */
  private List<RetainedCheckpoint> older(JobHistory history) {
    List<RetainedCheckpoint> older = new ArrayList<>();
    List<LoggedCheckpoint> retained = history.retained();
    for (LoggedCheckpoint checkpoint : retained.subList(0, Math.max(0, retained.size() - 1))) {
      if (!checkpoint.kind().isSavepoint()) {
        try {
          older.add(own(checkpoint.manifest()));
        } catch (IOException | CorruptStateException e) {
          log.warn("checkpoint {} cannot be read: {}", checkpoint.checkpointId(), e.toString());
        }
      }
    }
    return older;
  }

  private static Optional<String> restoredFrom(List<LogRecord> records) {
    return records.stream()
        .map(LogRecord::entry)
        .filter(LogEntry.RunStarted.class::isInstance)
        .flatMap(entry -> ((LogEntry.RunStarted) entry).restoredFrom().stream())
        .findFirst();
  }

  private RetainedCheckpoint own(String manifestPath) throws IOException {
    Manifest manifest = ManifestJson.decode(manifestPath, storage.read(manifestPath));
    String directory = manifestPath.substring(0, manifestPath.lastIndexOf('/'));
    return RetainedCheckpoint.of(directory, manifest);
  }
}
