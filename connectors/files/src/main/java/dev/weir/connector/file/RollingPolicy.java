package dev.weir.connector.file;

import java.io.IOException;
import java.io.Serializable;

/**
 * Says when a part file is closed, to be committed with the next checkpoint.
 *
 * <p>One instance serves all writers of a process, so it must be immutable or thread-safe.
 *
 * @param <T> the type of the records
 */
public interface RollingPolicy<T> extends Serializable {

  /** Whether to close it because a checkpoint is taken. */
  boolean shouldRollOnCheckpoint(PartFileInfo partFile) throws IOException;

  /** Whether to close it before {@code element} is written. Called for each record. */
  boolean shouldRollOnEvent(PartFileInfo partFile, T element) throws IOException;

  /**
   * Whether to close it because time has passed. Asked at each checkpoint: a file closed between
   * two checkpoints would not become visible before the second one either.
   *
   * @param currentTime in milliseconds of the machine's time
   */
  boolean shouldRollOnProcessingTime(PartFileInfo partFile, long currentTime) throws IOException;
}
