package dev.weir.runtime.subtask;

import dev.weir.protocol.EncodedAccumulators;
import dev.weir.runtime.views.ObservedSubtask;
import java.util.Optional;

/** A subtask in the hands of the node that deployed it. All methods may be called by any thread. */
public interface CancellableSubtask extends ObservedSubtask {

  String address();

  SubtaskMetrics metrics();

  @Override
  default SubtaskMetrics.Snapshot counters() {
    return metrics().read();
  }

  /** What its functions had added up when they were closed; nothing before that. */
  default EncodedAccumulators accumulated() {
    return EncodedAccumulators.NONE;
  }

  /** Lets the subtask take up nothing more. What it is doing now goes on to its end. */
  void cancel();

  /** Interrupts user code that is running on the subtask's thread, if any. */
  void interrupt();

  /** The thread that code of the subtask is running on, if it is running. */
  Optional<Thread> busyThread();
}
