package dev.weir.runtime.coordinator;

import dev.weir.runtime.subtask.CancellableSubtask;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when subtasks of a cancelled attempt hold their threads for too long: nothing
 * else frees what they hold, and the process would never end by itself. It has a thread of its own,
 * since it must outlive the job and its Vert.x.
 */
final class CancellationWatchdog {

  /** The exit code of a process that was ended for that reason. */
  static final int EXIT_CODE = 4;

  private static final Logger log = LoggerFactory.getLogger(CancellationWatchdog.class);
  private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

  private final String attempt;
  private final List<CancellableSubtask> subtasks;
  private final Duration patience;
  private final IntConsumer halt;

  /**
   * @param attempt in words, for the log
   * @param halt ends the process with an exit code, without waiting for anything
   */
  CancellationWatchdog(
      String attempt, List<CancellableSubtask> subtasks, Duration patience, IntConsumer halt) {
    this.attempt = attempt;
    this.subtasks = List.copyOf(subtasks);
    this.patience = patience;
    this.halt = halt;
  }

  /** Begins to watch, until no subtask holds a thread. */
  Thread start() {
    Thread thread = new Thread(this::watch, "weir-cancellation-watchdog");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void watch() {
    long deadline = System.nanoTime() + patience.toNanos();
    while (isAnyBusy()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        end();
        return;
      }
      LockSupport.parkNanos(Math.min(left, LOOK_NANOS));
    }
  }

  private boolean isAnyBusy() {
    return subtasks.stream().anyMatch(subtask -> subtask.busyThread().isPresent());
  }

  private void end() {
    for (CancellableSubtask subtask : subtasks) {
      subtask.busyThread().ifPresent(thread -> log.error("{}", describe(subtask, thread)));
    }
    log.error(
        "{} has subtasks that do not end; this process is ended with exit code {}, after"
            + " job.cancellation-watchdog",
        attempt,
        EXIT_CODE);
    halt.accept(EXIT_CODE);
  }

  private static String describe(CancellableSubtask subtask, Thread thread) {
    StringBuilder text = new StringBuilder("subtask ").append(subtask.subtask()).append(" is at");
    for (StackTraceElement element : thread.getStackTrace()) {
      text.append("\n\tat ").append(element);
    }
    return text.toString();
  }
}
