package dev.weir.runtime.subtask;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SubtaskTimersTest {

  private final Vertx vertx = Vertx.vertx();
  private final SubtaskTimers timers = new SubtaskTimers(vertx);
  private final List<Long> fired = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  void a_timer_at_the_beginning_of_time_is_due_at_once() throws Exception {
    timers.service().schedule(Long.MIN_VALUE, fired::add);
    assertThat(timers.isDue()).isTrue();
    assertThat(timers.runNextDue()).isTrue();
    assertThat(fired).containsExactly(Long.MIN_VALUE);
  }

  @Test
  void a_timer_near_the_end_of_time_is_not_due() throws Exception {
    timers.service().schedule(Long.MAX_VALUE - 1, fired::add);
    timers.service().schedule(Long.MAX_VALUE, fired::add);
    assertThat(timers.isDue()).isFalse();
    assertThat(timers.runNextDue()).isFalse();
    assertThat(fired).isEmpty();
  }
}
