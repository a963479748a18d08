package dev.weir.runtime.coordinator;

import dev.weir.protocol.coordinator.CoordinatorEffect;
import dev.weir.state.spi.CheckpointStorage;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what no checkpoint needs any more. What cannot be removed now stays until the next
 * coordinator of the run looks for orphans, whatever the reason: the rest is removed all the same.
 * Blocks.
 */
record Removal(CheckpointStorage storage) {

  private static final Logger log = LoggerFactory.getLogger(Removal.class);

  private interface Step {
    void run() throws IOException;
  }

  Void remove(CoordinatorEffect.RemoveFiles effect) {
    effect.directories().forEach(path -> attempt(path, () -> storage.deleteDirectory(path)));
    effect.files().forEach(path -> attempt(path, () -> storage.delete(path)));
    return null;
  }

  private static void attempt(String path, Step step) {
    try {
      step.run();
    } catch (IOException | RuntimeException e) {
      log.warn("{} could not be removed: {}", path, e.toString());
    }
  }
}
