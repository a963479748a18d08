package dev.weir.examples.checkpoints;

import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.protocol.log.InvalidLogException;
import dev.weir.protocol.log.JobHistory;
import dev.weir.protocol.log.LogEntry;
import dev.weir.protocol.log.LogRecord;
import dev.weir.protocol.log.LoggedCheckpoint;
import dev.weir.runtime.storage.CheckpointLogReader;
import dev.weir.runtime.storage.ManifestJson;
import dev.weir.runtime.storage.Storages;
import dev.weir.state.spi.CheckpointStorage;
import dev.weir.state.spi.CorruptStateException;
import dev.weir.state.spi.SnapshotFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what lies in a checkpoint directory, or in a part of one. */
final class CheckpointDirectory implements Closeable {

  private final CheckpointStorage storage;
  private final CheckpointLogReader log;
  private final Place place;

  private CheckpointDirectory(CheckpointStorage storage, Place place) {
    this.storage = storage;
    this.log = new CheckpointLogReader(storage);
    this.place = place;
  }

  /**
   * @param location a directory or URI
   * @throws IOException if there is no such directory
   */
  static CheckpointDirectory open(String location) throws IOException {
    Place place = Place.of(location);
    return new CheckpointDirectory(Storages.openExisting(place.root()), place);
  }

  String describe() {
    return place.asGiven();
  }

  @Override
  public void close() throws IOException {
    storage.close();
  }

  /** The runs of all jobs, oldest first for each. */
  List<Run> runs() throws IOException {
    List<Run> runs = new ArrayList<>();
    for (CheckpointLayout layout : layouts()) {
      runs.add(run(layout));
    }
    return runs;
  }

  private List<CheckpointLayout> layouts() throws IOException {
    List<CheckpointLayout> layouts = new ArrayList<>();
    if (place.checkpoint().isPresent()) {
      return layouts;
    }
    List<String> jobs = place.job().map(List::of).orElse(storage.list(""));
    for (String job : jobs) {
      for (long run : log.runs(job)) {
        if (place.run().isEmpty() || place.run().getAsLong() == run) {
          layouts.add(new CheckpointLayout(job, run));
        }
      }
    }
    return layouts;
  }

  private Run run(CheckpointLayout layout) throws IOException {
    List<Damage> damages = new ArrayList<>();
    List<LogRecord> records = records(layout, damages);
    JobHistory history = history(layout, records, damages);
    List<StoredCheckpoint> checkpoints = new ArrayList<>();
    for (String manifest : manifestsOf(history, records)) {
      readOrNote(manifest, damages).ifPresent(checkpoints::add);
    }
    return new Run(
        layout.job(), layout.run(), layout.runDirectory(), history, checkpoints, damages);
  }

  private List<LogRecord> records(CheckpointLayout layout, List<Damage> damages)
      throws IOException {
    List<LogRecord> records = new ArrayList<>();
    for (long number : log.entryNumbers(layout)) {
      try {
        log.record(layout, number).ifPresent(records::add);
      } catch (CorruptStateException e) {
        damages.add(new Damage(layout.logEntry(number), String.valueOf(e.getMessage())));
      }
    }
    return records;
  }

  private static JobHistory history(
      CheckpointLayout layout, List<LogRecord> records, List<Damage> damages) {
    try {
      return JobHistory.of(records);
    } catch (InvalidLogException e) {
      damages.add(new Damage(layout.logDirectory(), String.valueOf(e.getMessage())));
      return JobHistory.EMPTY;
    }
  }

  /**
   * What the log names: retained checkpoints, savepoints, and before them what a run began with.
   */
  private static Set<String> manifestsOf(JobHistory history, List<LogRecord> records) {
    Set<String> manifests = new LinkedHashSet<>();
    if (history.latest().isEmpty() && history.end().isEmpty()) {
      records.stream()
          .map(LogRecord::entry)
          .filter(LogEntry.RunStarted.class::isInstance)
          .flatMap(entry -> ((LogEntry.RunStarted) entry).restoredFrom().stream())
          .forEach(manifests::add);
    }
    boolean kept = history.end().map(LogEntry.JobEnded::checkpointsKept).orElse(true);
    for (LoggedCheckpoint checkpoint : Run.named(history)) {
      if (kept || checkpoint.kind().isSavepoint()) {
        manifests.add(checkpoint.manifest());
      }
    }
    return manifests;
  }

  private Optional<StoredCheckpoint> readOrNote(String manifest, List<Damage> damages)
      throws IOException {
    try {
      return Optional.of(read(manifest));
    } catch (NoSuchFileException e) {
      damages.add(new Damage(manifest, "is missing, but the log names it"));
    } catch (CorruptStateException e) {
      damages.add(new Damage(manifest, String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }

  /** Reads the manifest at a path. */
  StoredCheckpoint read(String manifest) throws IOException {
    return new StoredCheckpoint(manifest, ManifestJson.decode(manifest, storage.read(manifest)));
  }

  /**
   * The manifests that are meant by what a user wrote.
   *
   * @param wanted an id or a path; null: whatever there is
   */
  List<String> manifests(@Nullable String wanted) throws IOException {
    if (place.checkpoint().isPresent()) {
      return List.of(CheckpointLayout.manifest(place.checkpoint().get()));
    }
    if (wanted != null && !wanted.matches("\\d+")) {
      return byPath(wanted);
    }
    List<String> manifests = new ArrayList<>();
    for (Run run : runs()) {
      for (StoredCheckpoint checkpoint : run.checkpoints()) {
        if (wanted == null || wanted.equals(String.valueOf(checkpoint.manifest().checkpointId()))) {
          manifests.add(checkpoint.path());
        }
      }
    }
    return manifests.stream().distinct().toList();
  }

  private List<String> byPath(String wanted) throws IOException {
    String path = wanted.replaceAll("/+$", "");
    List<String> candidates = new ArrayList<>();
    for (String base : List.of("", place.prefix())) {
      candidates.add(base + path);
      candidates.add(CheckpointLayout.manifest(base + path));
    }
    for (String candidate : candidates) {
      if (candidate.endsWith("/manifest") && storage.exists(candidate)) {
        return List.of(candidate);
      }
    }
    return List.of();
  }

  /** Reads everything that a restore might read. */
  Verification verify() throws IOException {
    List<Damage> damages = new ArrayList<>();
    Map<String, StoredCheckpoint> checkpoints = new TreeMap<>();
    int runs = 0;
    int entries = 0;
    for (CheckpointLayout layout : layouts()) {
      Run run = settled(layout);
      runs++;
      entries += log.entryNumbers(layout).size();
      damages.addAll(run.damages());
      run.checkpoints().forEach(checkpoint -> checkpoints.put(checkpoint.path(), checkpoint));
    }
    if (place.checkpoint().isPresent()) {
      String manifest = CheckpointLayout.manifest(place.checkpoint().get());
      readOrNote(manifest, damages).ifPresent(found -> checkpoints.put(manifest, found));
    }
    Map<String, SnapshotFile> files = new TreeMap<>();
    for (StoredCheckpoint checkpoint : checkpoints.values()) {
      for (SnapshotFile file : checkpoint.files().values()) {
        if (files.put(file.path(), file) == null && !isSound(file, damages)) {
          forgetIfSubsumed(checkpoint, file, damages);
        }
      }
    }
    long bytes = files.values().stream().mapToLong(SnapshotFile::length).sum();
    return new Verification(runs, entries, checkpoints.size(), files.size(), bytes, damages);
  }

  /** A job that runs removes checkpoints while they are read: what is wrong twice is wrong. */
  private Run settled(CheckpointLayout layout) throws IOException {
    Run first = run(layout);
    return first.damages().isEmpty() ? first : run(layout);
  }

  private boolean isSound(SnapshotFile file, List<Damage> damages) throws IOException {
    try {
      storage.verify(file);
      return true;
    } catch (CorruptStateException e) {
      damages.add(new Damage(file.path(), String.valueOf(e.getMessage())));
      return false;
    }
  }

  /** A file may be gone since its checkpoint was subsumed by a newer one in the meantime. */
  private void forgetIfSubsumed(
      StoredCheckpoint checkpoint, SnapshotFile file, List<Damage> damages) throws IOException {
    if (!storage.exists(file.path()) && !storage.exists(checkpoint.path())) {
      damages.removeIf(damage -> damage.file().equals(file.path()));
    }
  }
}
