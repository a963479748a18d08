package dev.weir.protocol.coordinator;

import dev.weir.protocol.checkpoint.SubtaskAck;
import dev.weir.protocol.coordinator.CoordinatorEffect.RemoveFiles;
import dev.weir.state.spi.SnapshotFile;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whose files go, during one turn: those of a checkpoint that was given up at once, and once more
 * when something arrives late for it; those of a subsumed one when nobody can build upon it any
 * more.
 */
final class CheckpointFiles {

  /** What may still arrive for a checkpoint that was given up comes soon or not at all. */
  private static final int REMEMBERED_ABORTED = 64;

  private final NavigableMap<Long, CheckpointRun> runs;
  private final NavigableMap<Long, String> aborted;
  private final List<CoordinatorEffect> effects;
  private Retention retention;

  /**
   * @param runs checkpoints in progress, as they come and go during the turn
   * @param effects to which removals are added
   */
  CheckpointFiles(
      CoordinatorState state,
      NavigableMap<Long, CheckpointRun> runs,
      List<CoordinatorEffect> effects) {
    this.runs = Collections.unmodifiableNavigableMap(runs);
    this.aborted = new TreeMap<>(state.aborted());
    this.effects = effects;
    this.retention = state.retention();
  }

  NavigableMap<Long, String> aborted() {
    return aborted;
  }

  Retention retention() {
    return retention;
  }

  // Checkpoints that were given up

  boolean isAborted(long checkpointId) {
    return aborted.containsKey(checkpointId);
  }

  void remember(CheckpointRun givenUp) {
    aborted.put(givenUp.id(), givenUp.header().barrier().directory());
    if (aborted.size() > REMEMBERED_ABORTED) {
      aborted.pollFirstEntry();
    }
  }

  /** It may be in the log all the same: nothing of it is removed. */
  void forget(CheckpointRun givenUp) {
    aborted.remove(givenUp.id());
  }

  void remove(Aborted run) {
    remove(run.header().barrier().directory(), run.files());
  }

  /** A subtask had not heard yet that the checkpoint was given up. */
  void removeLate(SubtaskAck ack) {
    String directory = aborted.get(ack.checkpointId());
    if (directory != null) {
      Set<String> files = new TreeSet<>();
      ack.snapshot().files().stream().map(SnapshotFile::path).forEach(files::add);
      remove(directory, files);
    }
  }

  /** Somebody was still writing when the directory of a checkpoint given up was removed. */
  void removeAgain(long checkpointId) {
    String directory = aborted.get(checkpointId);
    if (directory != null) {
      effects.add(new RemoveFiles(Set.of(directory), Set.of()));
    }
  }

  private void remove(String directory, Set<String> named) {
    Set<String> files = new TreeSet<>(named);
    files.removeIf(path -> path.startsWith(directory + "/"));
    files.removeAll(retention.named());
    files.removeAll(pending());
    effects.add(new RemoveFiles(Set.of(directory), files));
  }

  // Checkpoints that exist

  void retain(Logging run) {
    RetainedCheckpoint checkpoint =
        RetainedCheckpoint.of(run.header().barrier().directory(), run.manifest());
    retention =
        run.kind().isSavepoint()
            ? retention.keepForUser(checkpoint.files())
            : retention.completed(checkpoint);
  }

  /** Lets go what no subtask, and no checkpoint in progress, builds upon. */
  void letGo(Confirmations confirmations) {
    if (retention.leaving().isEmpty()) {
      return;
    }
    Retention.Release release = retention.release(floor(confirmations), pending());
    retention = release.next();
    release.removal().ifPresent(effects::add);
  }

  private long floor(Confirmations confirmations) {
    return runs.values().stream()
        .mapToLong(run -> run.header().floor())
        .reduce(confirmations.byAll(), Math::min);
  }

  private Set<String> pending() {
    Set<String> files = new HashSet<>();
    runs.values().forEach(run -> files.addAll(run.files()));
    return files;
  }
}
