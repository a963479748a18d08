package dev.weir.protocol;

import dev.weir.protocol.checkpoint.CheckpointBarrier;
import dev.weir.protocol.checkpoint.CheckpointKind;

/** Barriers for tests. */
public final class Barriers {

  private Barriers() {}

  public static CheckpointBarrier barrier(long id) {
    return new CheckpointBarrier(id, 1_000 * id, CheckpointKind.CHECKPOINT, "job/chk-" + id);
  }
}
