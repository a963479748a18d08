package dev.weir.runtime.subtask;

import dev.weir.protocol.SubtaskId;

/** A subtask in the hands of the node that deployed it. All methods may be called by any thread. */
public interface CancellableSubtask {

  SubtaskId subtask();

  String address();

  SubtaskMetrics metrics();

  /** Lets the subtask take up nothing more. What it is doing now goes on to its end. */
  void cancel();

  /** Interrupts user code that is running on the subtask's thread, if any. */
  void interrupt();
}
