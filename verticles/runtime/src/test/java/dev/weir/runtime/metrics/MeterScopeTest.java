package dev.weir.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.Tags;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MeterScopeTest {

  private final NodeMetrics node = NodeMetrics.create();

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void meters_go_with_their_scope_and_can_be_registered_again() {
    MeterScope first = node.newScope();
    first.gauge(WeirMetric.NUM_RESTARTS, Tags.of("job", "a"), () -> 3);
    first.counter(WeirMetric.NUM_RECORDS_IN, Tags.of("job", "a"), () -> 7);
    assertThat(node.scrape())
        .contains("weir_job_numRestarts{job=\"a\"} 3.0")
        .contains("weir_task_numRecordsIn_total{job=\"a\"} 7.0");

    first.close();
    assertThat(node.scrape()).doesNotContain("weir_");

    node.newScope().gauge(WeirMetric.NUM_RESTARTS, Tags.of("job", "a"), () -> 4);
    assertThat(node.scrape()).containsOnlyOnce("weir_job_numRestarts{job=\"a\"} 4.0");
  }

  @Test
  void a_closed_scope_takes_no_more() {
    MeterScope scope = node.newScope();
    scope.close();

    scope.gauge(WeirMetric.NUM_RESTARTS, Tags.of("job", "a"), () -> 3);

    assertThat(node.scrape()).doesNotContain("weir_");
  }

  @Test
  void the_first_of_two_with_one_name_is_shown_and_outlives_the_second() {
    MeterScope first = node.newScope();
    MeterScope second = node.newScope();
    first.gauge(WeirMetric.NUM_RESTARTS, Tags.of("job", "a"), () -> 3);
    second.gauge(WeirMetric.NUM_RESTARTS, Tags.of("job", "a"), () -> 4);

    second.close();

    assertThat(node.scrape()).contains("weir_job_numRestarts{job=\"a\"} 3.0");
  }

  @Test
  void a_rate_is_the_growth_between_two_updates() {
    AtomicLong nanos = new AtomicLong(1_000_000_000);
    TimePerSecond rate = new TimePerSecond(nanos::get, 0);

    nanos.addAndGet(1_250_000_000);
    rate.update(5_000_000_000L);
    assertThat(rate.get()).isCloseTo(250, within(1e-9));

    rate.update(10_000_000_000L);
    assertThat(rate.get()).isZero();
  }
}
