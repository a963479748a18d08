package dev.weir.runtime.subtask;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets other threads cancel a subtask and interrupt its thread, but only while that thread works
 * for the subtask: worker threads are shared.
 */
final class Interruption {

  private @Nullable Thread worker;
  private volatile boolean cancelled;

  /** The calling thread begins to work for the subtask. */
  synchronized void enter() {
    worker = Thread.currentThread();
  }

  /** It has done so; an interrupt that came late goes no further. */
  synchronized void exit() {
    worker = null;
    if (cancelled) {
      Thread.interrupted();
    }
  }

  void cancel() {
    cancelled = true;
  }

  synchronized void interrupt() {
    cancelled = true;
    if (worker != null) {
      worker.interrupt();
    }
  }

  /** The thread that works for the subtask now, if one does. */
  synchronized Optional<Thread> worker() {
    return Optional.ofNullable(worker);
  }

  boolean isCancelled() {
    return cancelled;
  }
}
