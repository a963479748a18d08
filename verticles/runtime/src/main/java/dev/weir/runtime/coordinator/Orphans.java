package dev.weir.runtime.coordinator;

import dev.weir.protocol.coordinator.CoordinatorEffect.RemoveFiles;
import dev.weir.protocol.coordinator.RetainedCheckpoint;
import dev.weir.protocol.log.CheckpointLayout;
import dev.weir.state.spi.CheckpointStorage;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * What earlier coordinators of a run left unfinished: directories and shared files that no retained
 * checkpoint names, and savepoints without a manifest.
 *
 * <p>They are listed after the log was read and before this coordinator's entry is appended, and
 * removed when it has been. That the append succeeds says that no checkpoint was completed in
 * between; and what a successor writes comes after it, so it is not in the list, however long this
 * coordinator takes.
 */
record Orphans(Set<String> directories, Set<String> files) {

  /** Blocks. */
  static Orphans of(CheckpointStorage storage, OpenedRun run) throws IOException {
    Set<String> namedDirectories = new HashSet<>();
    Set<String> namedFiles = new HashSet<>();
    for (RetainedCheckpoint checkpoint : run.retained()) {
      namedDirectories.add(checkpoint.directory());
      namedFiles.addAll(checkpoint.files());
    }
    Set<String> directories = new HashSet<>();
    for (String name : storage.list(run.layout().runDirectory())) {
      String path = run.layout().runDirectory() + "/" + name;
      boolean holdsCheckpoint = name.startsWith("chk-") || name.startsWith("restored-");
      if (holdsCheckpoint && !namedDirectories.contains(path)) {
        directories.add(path);
      }
    }
    directories.addAll(unfinishedSavepoints(storage, run.layout()));
    Set<String> files = new HashSet<>();
    for (String name : storage.list(run.layout().sharedDirectory())) {
      String path = run.layout().sharedDirectory() + "/" + name;
      if (!namedFiles.contains(path)) {
        files.add(path);
      }
    }
    return new Orphans(directories, files);
  }

  /** A savepoint that has its manifest, which is written last, is the user's. */
  private static Set<String> unfinishedSavepoints(
      CheckpointStorage storage, CheckpointLayout layout) throws IOException {
    Set<String> unfinished = new HashSet<>();
    for (String name : storage.list(layout.savepointsDirectory())) {
      String path = layout.savepointsDirectory() + "/" + name;
      if (layout.isOfThisRun(name) && !storage.exists(CheckpointLayout.manifest(path))) {
        unfinished.add(path);
      }
    }
    return unfinished;
  }

  /** Removes them in the background. */
  void remove(WorkerExecutor workers, CheckpointStorage storage) {
    RemoveFiles effect = new RemoveFiles(directories, files);
    workers.executeBlocking(() -> new Removal(storage).remove(effect));
  }
}
