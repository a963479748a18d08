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
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final CheckpointStorage storage;
  private final CheckpointLogReader reader;

  RunSelection(String jobName, JobOptions options, CheckpointStorage storage) {
    this.jobName = jobName;
    this.jobDirectory = CheckpointLayout.directoryNameOf(jobName);
    this.options = options;
    this.storage = storage;
    this.reader = new CheckpointLogReader(storage);
  }

  /**
   * @throws JobAlreadyFinishedException if the run to resume has come to its end
   */
  OpenedRun open(long now) throws IOException {
    List<Long> runs = reader.runs(jobDirectory);
    long newest = runs.isEmpty() ? 0 : runs.get(runs.size() - 1);
    if (options.resume() && newest > 0) {
      return resume(newest, now);
    }
    if (options.resume()) {
      log.info("job {} has nothing to resume in {}: it starts", jobName, storage.describe());
    }
    return begin(newest + 1, now);
  }

  private OpenedRun begin(long run, long now) throws IOException {
    CheckpointLayout layout = new CheckpointLayout(jobDirectory, run);
    if (options.savepoint().isEmpty()) {
      return begin(layout, Optional.empty(), now);
    }
    String savepoint = options.savepoint().get();
    String manifest =
        SavepointFiles.copyIn(savepoint, storage, layout.runDirectory() + "/restored-" + now);
    log.info("job {} starts from savepoint {}", jobName, savepoint);
    return begin(layout, Optional.of(manifest), now);
  }

  private OpenedRun begin(CheckpointLayout layout, Optional<String> restoredFrom, long now)
      throws IOException {
    List<RetainedCheckpoint> retained = new ArrayList<>();
    if (restoredFrom.isPresent()) {
      retained.add(retained(restoredFrom.get()));
    }
    long nextId = retained.stream().mapToLong(r -> r.checkpointId() + 1).max().orElse(1);
    return new OpenedRun(
        layout,
        1,
        Optional.empty(),
        new LogEntry.RunStarted(jobName, layout.run(), now, restoredFrom),
        retained,
        restoredFrom,
        nextId);
  }

  private OpenedRun resume(long run, long now) throws IOException {
    CheckpointLayout layout = new CheckpointLayout(jobDirectory, run);
    List<LogRecord> records = reader.records(layout);
    JobHistory history = JobHistory.of(records);
    if (history.last().isEmpty()) {
      return begin(run, now);
    }
    Optional<String> latest =
        history.latest().map(LoggedCheckpoint::manifest).or(() -> restoredFrom(records));
    if (history.end().isPresent()) {
      return afterEnd(run, history.end().get(), latest, now);
    }
    List<RetainedCheckpoint> retained = new ArrayList<>();
    if (history.latest().isEmpty() && latest.isPresent()) {
      retained.add(retained(latest.get()));
    }
    for (LoggedCheckpoint checkpoint : history.retained()) {
      retained.add(retained(checkpoint.manifest()));
    }
    log.info(
        "job {} goes on with run {} from {}",
        jobName,
        run,
        latest.map(path -> "checkpoint " + path).orElse("the beginning"));
    long nextId =
        Math.max(
            history.nextCheckpointId(),
            retained.stream().mapToLong(r -> r.checkpointId() + 1).max().orElse(1));
    return new OpenedRun(
        layout,
        history.term() + 1,
        history.last(),
        new LogEntry.LeaderElected(now),
        retained,
        latest,
        nextId);
  }

  private OpenedRun afterEnd(long run, LogEntry.JobEnded end, Optional<String> latest, long now)
      throws IOException {
    if (end.end() == LogEntry.JobEnd.FINISHED) {
      throw new JobAlreadyFinishedException(jobName, run);
    }
    if (!end.checkpointsKept() || latest.isEmpty()) {
      log.info(
          "run {} of job {} was {} and left no checkpoint: the job starts from the beginning",
          run,
          jobName,
          end.end());
      return begin(run + 1, now);
    }
    log.info(
        "run {} of job {} was {}: a new run goes on from checkpoint {}",
        run,
        jobName,
        end.end(),
        latest.get());
    return begin(new CheckpointLayout(jobDirectory, run + 1), latest, now);
  }

  private static Optional<String> restoredFrom(List<LogRecord> records) {
    return records.stream()
        .map(LogRecord::entry)
        .filter(LogEntry.RunStarted.class::isInstance)
        .flatMap(entry -> ((LogEntry.RunStarted) entry).restoredFrom().stream())
        .findFirst();
  }

  private RetainedCheckpoint retained(String manifestPath) throws IOException {
    Manifest manifest = ManifestJson.decode(manifestPath, storage.read(manifestPath));
    String directory = manifestPath.substring(0, manifestPath.lastIndexOf('/'));
    return RetainedCheckpoint.of(directory, manifest);
  }
}
