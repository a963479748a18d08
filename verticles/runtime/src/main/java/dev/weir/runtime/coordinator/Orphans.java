package dev.weir.runtime.coordinator;

import dev.weir.protocol.coordinator.RetainedCheckpoint;
import dev.weir.state.spi.CheckpointStorage;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what earlier coordinators of a run left unfinished: directories and shared files that no
 * retained checkpoint names.
 *
 * <p>It begins after this coordinator's entry is in the log. From then on nobody else can complete a
 * checkpoint of this run, so what is not named now never will be; and this coordinator's own files
 * are not there yet when the directories are listed, since its first attempt has not begun.
 */
final class Orphans {

  private static final Logger log = LoggerFactory.getLogger(Orphans.class);

  private Orphans() {}

  static void remove(WorkerExecutor workers, CheckpointStorage storage, OpenedRun run)
      throws IOException {
    Set<String> directories = new HashSet<>();
    Set<String> files = new HashSet<>();
    for (RetainedCheckpoint checkpoint : run.retained()) {
      directories.add(checkpoint.directory());
      files.addAll(checkpoint.files());
    }
    Set<String> orphanedDirectories = new HashSet<>();
    for (String name : storage.list(run.layout().runDirectory())) {
      String path = run.layout().runDirectory() + "/" + name;
      boolean holdsCheckpoint = name.startsWith("chk-") || name.startsWith("restored-");
      if (holdsCheckpoint && !directories.contains(path)) {
        orphanedDirectories.add(path);
      }
    }
    Set<String> orphanedFiles = new HashSet<>();
    for (String name : storage.list(run.layout().sharedDirectory())) {
      String path = run.layout().sharedDirectory() + "/" + name;
      if (!files.contains(path)) {
        orphanedFiles.add(path);
      }
    }
    workers
        .executeBlocking(
            () -> {
              for (String directory : orphanedDirectories) {
                storage.deleteDirectory(directory);
              }
              for (String file : orphanedFiles) {
                storage.delete(file);
              }
              return null;
            })
        .onFailure(e -> log.warn("files of unfinished checkpoints remain: {}", e.toString()));
  }
}
