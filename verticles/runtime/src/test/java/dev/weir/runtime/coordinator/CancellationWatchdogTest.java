package dev.weir.runtime.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.protocol.SubtaskId;
import dev.weir.runtime.subtask.CancellableSubtask;
import dev.weir.runtime.subtask.SubtaskMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellationWatchdogTest {

  private static final int NOT_ENDED = -1;

  private final AtomicInteger exitCode = new AtomicInteger(NOT_ENDED);

  private Thread watch(Duration patience, Subtask... subtasks) {
    return new CancellationWatchdog("attempt 1", List.of(subtasks), patience, exitCode::set)
        .start();
  }

  @Test
  void a_subtask_that_does_not_end_ends_the_process() throws Exception {
    Subtask idle = new Subtask();
    Subtask busy = new Subtask();
    busy.thread = Optional.of(Thread.currentThread());

    watch(Duration.ofMillis(20), idle, busy).join();

    assertThat(exitCode).hasValue(CancellationWatchdog.EXIT_CODE);
  }

  @Test
  void subtasks_that_end_in_time_are_let_go() throws Exception {
    Subtask late = new Subtask();
    late.thread = Optional.of(Thread.currentThread());

    Thread watchdog = watch(Duration.ofMinutes(10), late);
    late.looked.await();
    late.thread = Optional.empty();
    watchdog.join();

    assertThat(exitCode).hasValue(NOT_ENDED);
  }

  /** One whose thread the test says. */
  private static final class Subtask implements CancellableSubtask {

    private final CountDownLatch looked = new CountDownLatch(1);
    private volatile Optional<Thread> thread = Optional.empty();

    @Override
    public Optional<Thread> busyThread() {
      looked.countDown();
      return thread;
    }

    @Override
    public SubtaskId subtask() {
      return new SubtaskId("count", 0);
    }

    @Override
    public String address() {
      return "address";
    }

    @Override
    public SubtaskMetrics metrics() {
      return new SubtaskMetrics();
    }

    @Override
    public void cancel() {}

    @Override
    public void interrupt() {}
  }
}
