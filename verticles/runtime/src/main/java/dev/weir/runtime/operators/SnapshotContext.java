package dev.weir.runtime.operators;

import dev.weir.api.functions.FunctionSnapshotContext;
import dev.weir.protocol.checkpoint.CheckpointBarrier;

/** Tells a function which checkpoint is taken. */
record SnapshotContext(CheckpointBarrier barrier) implements FunctionSnapshotContext {

  @Override
  public long getCheckpointId() {
    return barrier.checkpointId();
  }

  @Override
  public long getCheckpointTimestamp() {
    return barrier.timestamp();
  }
}
