package dev.weir.protocol.coordinator;

import dev.weir.protocol.coordinator.CoordinatorEffect.RemoveFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which files are needed, and by whom. A checkpoint that has been subsumed leaves storage only when
 * no subtask can build upon it any more: a subtask builds upon the last checkpoint it was told of,
 * and news of the latest may reach it after the barrier of the next.
 *
 * @param retained checkpoints that exist, oldest first
 * @param leaving checkpoints that do not exist any more but whose files may still be built upon
 * @param foreign files that are not ours to remove
 */
record Retention(
    int numRetained,
    List<RetainedCheckpoint> retained,
    List<Leaving> leaving,
    Set<String> foreign) {

  /**
   * A subsumed checkpoint.
   *
   * @param subsumedBy when nobody builds upon an earlier checkpoint than this, it can go
   */
  record Leaving(RetainedCheckpoint checkpoint, long subsumedBy) {}

  /** What is left and what is to be removed. */
  record Release(Retention next, Optional<RemoveFiles> removal) {}

  Retention {
    retained = List.copyOf(retained);
    leaving = List.copyOf(leaving);
    foreign = Set.copyOf(foreign);
  }

  Retention completed(RetainedCheckpoint checkpoint) {
    List<RetainedCheckpoint> all = new ArrayList<>(retained);
    all.add(checkpoint);
    int subsumed = Math.max(0, all.size() - numRetained);
    List<Leaving> more = new ArrayList<>(leaving);
    all.subList(0, subsumed).forEach(old -> more.add(new Leaving(old, checkpoint.checkpointId())));
    return new Retention(numRetained, all.subList(subsumed, all.size()), more, foreign);
  }

  Retention keepForUser(Set<String> files) {
    Set<String> more = new HashSet<>(foreign);
    more.addAll(files);
    return new Retention(numRetained, retained, leaving, more);
  }

  /**
   * Lets go what nobody can need.
   *
   * @param floor the oldest checkpoint that a subtask may build upon
   * @param pending files that checkpoints in progress name
   */
  Release release(long floor, Set<String> pending) {
    Set<String> needed = new HashSet<>(pending);
    needed.addAll(foreign);
    retained.forEach(checkpoint -> needed.addAll(checkpoint.files()));
    List<Leaving> stay = new ArrayList<>();
    List<RetainedCheckpoint> go = new ArrayList<>();
    for (Leaving candidate : leaving) {
      if (candidate.subsumedBy() <= floor && !liesBelow(candidate.checkpoint(), needed)) {
        go.add(candidate.checkpoint());
      } else {
        stay.add(candidate);
      }
    }
    Retention next = new Retention(numRetained, retained, stay, foreign);
    return go.isEmpty()
        ? new Release(this, Optional.empty())
        : new Release(next, Optional.of(next.removalOf(go, pending)));
  }

  private static boolean liesBelow(RetainedCheckpoint checkpoint, Set<String> needed) {
    String below = checkpoint.directory() + "/";
    return needed.stream().anyMatch(path -> path.startsWith(below));
  }

  /** Everything of these checkpoints that nobody else needs. */
  RemoveFiles removalOf(List<RetainedCheckpoint> checkpoints, Set<String> pending) {
    Set<String> directories = new TreeSet<>();
    Set<String> files = new TreeSet<>();
    for (RetainedCheckpoint checkpoint : checkpoints) {
      directories.add(checkpoint.directory());
      files.addAll(checkpoint.files());
    }
    files.removeAll(named());
    files.removeAll(pending);
    files.removeIf(path -> directories.stream().anyMatch(d -> path.startsWith(d + "/")));
    return new RemoveFiles(directories, files);
  }

  /** Everything that must not be removed now, apart from what is in progress. */
  Set<String> named() {
    Set<String> named = new HashSet<>(foreign);
    retained.forEach(checkpoint -> named.addAll(checkpoint.files()));
    leaving.forEach(entry -> named.addAll(entry.checkpoint().files()));
    return named;
  }
}
