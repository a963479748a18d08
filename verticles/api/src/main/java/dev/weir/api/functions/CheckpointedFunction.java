package dev.weir.api.functions;

/** A function with operator state. Both methods are called on the thread of the subtask. */
public interface CheckpointedFunction {

  /**
   * Called for each checkpoint, between records, before the barrier is passed on. Whatever the
   * function keeps outside of state handles must be written to them here. Must be quick: records
   * wait.
   */
  void snapshotState(FunctionSnapshotContext context) throws Exception;

  /** Called once before {@code open}, for a new job and after a restore alike. */
  void initializeState(FunctionInitializationContext context) throws Exception;
}
