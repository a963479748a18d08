package dev.weir.api.functions;

import java.util.OptionalLong;

/** Where a function finds its state when it starts. */
public interface FunctionInitializationContext {

  /** Whether state was restored from a checkpoint or savepoint. */
  boolean isRestored();

  /** The checkpoint that was restored; empty if there was none. */
  OptionalLong getRestoredCheckpointId();

  /** The operator state of the function. */
  OperatorStateStore getOperatorStateStore();

  /**
   * The keyed state of the function.
   *
   * @throws IllegalStateException if the stream is not keyed
   */
  KeyedStateStore getKeyedStateStore();
}
