package dev.weir.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessingTimersTest {

  private final List<Long> fired = new ArrayList<>();
  private final List<Long> wakeUps = new ArrayList<>();
  private long now;
  private final ProcessingTimers timers = new ProcessingTimers(() -> now, wakeUps::add);

  private void runAll() throws Exception {
    while (timers.runNextDue(timers.now())) {
      assertThat(timers.now()).isEqualTo(now);
    }
  }

  @Test
  void what_is_due_runs_in_the_order_of_its_time() throws Exception {
    timers.schedule(30, fired::add);
    timers.schedule(10, fired::add);
    timers.schedule(20, fired::add);
    now = 20;
    runAll();
    assertThat(fired).containsExactly(10L, 20L);
    assertThat(timers.nextTime()).isEqualTo(30);
  }

  @Test
  void a_wake_up_is_asked_for_when_an_earlier_time_is_next() {
    timers.schedule(30, fired::add);
    timers.schedule(40, fired::add);
    timers.schedule(10, fired::add);
    assertThat(wakeUps).containsExactly(30L, 10L);
  }

  @Test
  void what_was_called_off_does_not_run() throws Exception {
    ProcessingTimeService.Registration registration = timers.schedule(10, fired::add);
    timers.schedule(20, fired::add);
    registration.cancel();
    assertThat(timers.nextTime()).isEqualTo(20);
    now = 100;
    runAll();
    assertThat(fired).containsExactly(20L);
  }

  @Test
  void nothing_runs_after_the_end_of_the_input() throws Exception {
    timers.schedule(10, fired::add);
    timers.quiesce();
    timers.schedule(11, fired::add);
    now = 100;
    runAll();
    assertThat(fired).isEmpty();
    assertThat(timers.nextTime()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void a_callback_may_schedule_the_next() throws Exception {
    timers.schedule(10, due -> timers.schedule(due + 5, fired::add));
    now = 15;
    runAll();
    assertThat(fired).containsExactly(15L);
  }
}
