package dev.weir.state.heap;

import dev.weir.state.spi.CanonicalSnapshot.Section;
import dev.weir.state.spi.SnapshotFile;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What became of a checkpoint's snapshot. The worker and the subtask race for it: whichever comes
 * second knows from the first what is left to do.
 *
 * <pre>
 * Writing -- worker has written --> Written -- subtask hears "aborted" --> Ended, removes the file
 * Writing -- subtask hears "aborted" --> Ended -- worker has written --> removes the file
 * Writing -- worker failed or discarded --> Ended
 * </pre>
 */
final class HeapCheckpoint {

  private final long id;
  private final int version;
  private final AtomicReference<Outcome> outcome = new AtomicReference<>(new Writing());

  HeapCheckpoint(long id, int version) {
    this.id = id;
    this.version = version;
  }

  private sealed interface Outcome {}

  private record Writing() implements Outcome {}

  private record Ended() implements Outcome {}

  /**
   * A snapshot in storage.
   *
   * @param version the capture's
   * @param sections by key group
   * @param newFile the file that was written for it, if one had to be
   */
  record Written(int version, Map<Integer, Section> sections, @Nullable SnapshotFile newFile)
      implements Outcome {}

  long id() {
    return id;
  }

  /**
   * Called by the worker.
   *
   * @return false if the checkpoint was aborted; the caller removes the new file
   */
  boolean written(Map<Integer, Section> sections, @Nullable SnapshotFile newFile) {
    return outcome.getAndUpdate(
            now -> now instanceof Writing ? new Written(version, sections, newFile) : now)
        instanceof Writing;
  }

  /** There will be no snapshot of this checkpoint, or there is one that no one wants. */
  @Nullable SnapshotFile end() {
    return outcome.getAndSet(new Ended()) instanceof Written written ? written.newFile : null;
  }

  boolean hasEnded() {
    return outcome.get() instanceof Ended;
  }

  /** What can be built upon once the checkpoint is known to be complete. */
  @Nullable Written asWritten() {
    return outcome.get() instanceof Written written ? written : null;
  }
}
