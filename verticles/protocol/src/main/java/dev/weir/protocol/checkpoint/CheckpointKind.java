package dev.weir.protocol.checkpoint;

import dev.weir.state.spi.SnapshotRequest.Form;

/** What a checkpoint is for. */
public enum CheckpointKind {
  /** Taken by the coordinator, for recovery; subsumed by later ones. */
  CHECKPOINT(Form.NATIVE, false, false),
  /** Taken for the user, who owns it; the job goes on. */
  SAVEPOINT(Form.CANONICAL, true, false),
  /** Stop with savepoint: sources emit nothing after its barrier, and the job ends with it. */
  STOP_SAVEPOINT(Form.CANONICAL, true, true),
  /** Taken when all subtasks have ended, so that the tail of the output is committed. */
  FINAL_CHECKPOINT(Form.NATIVE, false, true),
  /**
   * Stop with savepoint and drain: taken when all subtasks have ended because they were told to.
   */
  DRAIN_SAVEPOINT(Form.CANONICAL, true, true);

  private final Form form;
  private final boolean savepoint;
  private final boolean terminal;

  CheckpointKind(Form form, boolean savepoint, boolean terminal) {
    this.form = form;
    this.savepoint = savepoint;
    this.terminal = terminal;
  }

  public Form form() {
    return form;
  }

  /** Whether it belongs to the user: it is never subsumed, and subsumes nothing. */
  public boolean isSavepoint() {
    return savepoint;
  }

  /** Whether the job is over when this has completed and everybody has committed. */
  public boolean isTerminal() {
    return terminal;
  }

  /** Whether sources emit nothing between its barrier and its completion or abortion. */
  public boolean haltsSources() {
    return this == STOP_SAVEPOINT;
  }
}
