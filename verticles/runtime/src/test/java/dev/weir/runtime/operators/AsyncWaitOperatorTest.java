package dev.weir.runtime.operators;

import static dev.weir.runtime.harness.Emitted.record;
import static dev.weir.runtime.harness.Emitted.watermark;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.api.AsyncDataStream.OutputMode;
import dev.weir.api.functions.AsyncFunction;
import dev.weir.api.functions.AsyncRetryStrategies;
import dev.weir.api.functions.AsyncRetryStrategies.FixedDelayRetryStrategyBuilder;
import dev.weir.api.functions.AsyncRetryStrategy;
import dev.weir.api.functions.ResultFuture;
import dev.weir.api.functions.RetryPredicates;
import dev.weir.api.graph.OperatorSpec.AsyncWaitSpec;
import dev.weir.api.types.Types;
import dev.weir.runtime.harness.OperatorHarness;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class AsyncWaitOperatorTest {

  private final Requests requests = new Requests();

  /** Requests by record; it is not serialisable, so that copies of the function share it. */
  private static final class Requests {
    private final Map<String, ResultFuture<String>> open = new LinkedHashMap<>();

    void answer(OperatorHarness harness, String record) throws Exception {
      future(record).complete(List.of(record.toUpperCase(java.util.Locale.ROOT)));
      harness.runMails();
    }

    ResultFuture<String> future(String record) {
      return Optional.ofNullable(open.get(record)).orElseThrow();
    }
  }

  private static final class Asking implements AsyncFunction<String, String> {
    private static final long serialVersionUID = 1L;
    private final Object requests;

    Asking(Requests requests) {
      this.requests = requests;
    }

    @Override
    public void asyncInvoke(String input, ResultFuture<String> resultFuture) {
      ((Requests) requests).open.put(input, resultFuture);
    }
  }

  /** As {@link Asking}, and gives an answer of its own when time is up. */
  private static final class Patient implements AsyncFunction<String, String> {
    private static final long serialVersionUID = 1L;
    private final Object requests;

    Patient(Requests requests) {
      this.requests = requests;
    }

    @Override
    public void asyncInvoke(String input, ResultFuture<String> resultFuture) {
      ((Requests) requests).open.put(input, resultFuture);
    }

    @Override
    public void timeout(String input, ResultFuture<String> resultFuture) {
      resultFuture.complete(List.of(input + " timed out"));
    }
  }

  private OperatorHarness open(OutputMode mode, int capacity) throws Exception {
    return open(new Asking(requests), mode, capacity, AsyncRetryStrategies.noRetry());
  }

  private static OperatorHarness open(
      AsyncFunction<String, String> function,
      OutputMode mode,
      int capacity,
      AsyncRetryStrategy<String> retries)
      throws Exception {
    return OperatorHarness.of(
            new AsyncWaitSpec<>(
                function, Types.STRING, Duration.ofMillis(100), capacity, mode, retries))
        .open();
  }

  @Test
  void ordered_results_come_in_the_order_of_their_records() throws Exception {
    try (OperatorHarness harness = open(OutputMode.ORDERED, 3)) {
      harness.processElement("a", 1);
      harness.processElement("b", 2);
      harness.processWatermark(2);
      requests.answer(harness, "b");
      assertThat(harness.takeOutput()).isEmpty();
      requests.answer(harness, "a");
      assertThat(harness.takeOutput())
          .containsExactly(record("A", 1), record("B", 2), watermark(2));
    }
  }

  @Test
  void unordered_results_do_not_pass_a_watermark() throws Exception {
    try (OperatorHarness harness = open(OutputMode.UNORDERED, 4)) {
      harness.processElement("a", 1);
      harness.processElement("b", 2);
      harness.processWatermark(2);
      harness.processElement("c", 3);
      requests.answer(harness, "c");
      requests.answer(harness, "b");
      assertThat(harness.takeOutput()).containsExactly(record("B", 2));
      requests.answer(harness, "a");
      assertThat(harness.takeOutput())
          .containsExactly(record("A", 1), watermark(2), record("C", 3));
    }
  }

  @Test
  void a_full_operator_stops_the_intake_and_asks_for_no_more_than_its_capacity() throws Exception {
    try (OperatorHarness harness = open(OutputMode.ORDERED, 2)) {
      harness.processElement("a", 1);
      assertThat(harness.takesRecords()).isTrue();
      harness.processElement("b", 2);
      assertThat(harness.takesRecords()).isFalse();
      harness.processElement("c", 3);
      assertThat(requests.open).containsOnlyKeys("a", "b");

      requests.answer(harness, "a");
      assertThat(requests.open).containsOnlyKeys("a", "b", "c");
      assertThat(harness.takesRecords()).isFalse();
      requests.answer(harness, "b");
      assertThat(harness.takesRecords()).isTrue();
    }
  }

  @Test
  void what_is_under_way_is_asked_for_again_after_a_restore() throws Exception {
    for (OutputMode mode : OutputMode.values()) {
      requests.open.clear();
      try (OperatorHarness harness = open(mode, 2)) {
        harness.processElement("a", 1);
        harness.processElement("b", 2);
        harness.processElement("waits", 3);
        ResultFuture<String> before = requests.future("a");
        requests.open.clear();
        harness.snapshotAndRestore();

        assertThat(requests.open).containsOnlyKeys("a", "b");
        before.complete(List.of("of the attempt before"));
        requests.answer(harness, "a");
        requests.answer(harness, "b");
        requests.answer(harness, "waits");
        assertThat(harness.values()).containsExactly("A", "B", "WAITS");
        assertThat(harness.operator().isDrained()).isTrue();
      }
    }
  }

  /** "c" is what another subtask had under way, whose watermark was lower. */
  @Test
  void no_watermark_of_before_a_rescale_passes_records_of_other_subtasks() throws Exception {
    for (OutputMode mode : OutputMode.values()) {
      requests.open.clear();
      try (OperatorHarness harness = open(mode, 3)) {
        harness.processElement("a", 5);
        harness.processWatermark(10);
        harness.processElement("c", 3);
        harness.restoreWithoutWatermarks();
        requests.answer(harness, "a");
        requests.answer(harness, "c");
        assertThat(harness.takeOutput()).containsExactly(record("A", 5), record("C", 3));
        harness.processWatermark(4);
        assertThat(harness.takeOutput()).containsExactly(watermark(4));
      }
    }
  }

  @Test
  void the_end_waits_for_all_that_is_under_way() throws Exception {
    try (OperatorHarness harness = open(OutputMode.UNORDERED, 2)) {
      harness.processElement("a", 1);
      harness.endInput();
      assertThat(harness.operator().isDrained()).isFalse();
      requests.answer(harness, "a");
      assertThat(harness.operator().isDrained()).isTrue();
      assertThat(harness.takeOutput()).containsExactly(record("A", 1), watermark(Long.MAX_VALUE));
    }
  }

  @Test
  void a_timeout_fails_the_attempt_unless_the_function_knows_better() throws Exception {
    try (OperatorHarness harness = open(OutputMode.ORDERED, 2)) {
      harness.processElement("a", 1);
      harness.setProcessingTime(100);
      assertThatThrownBy(harness::runMails).isInstanceOf(TimeoutException.class);
    }
    try (OperatorHarness harness =
        open(new Patient(requests), OutputMode.ORDERED, 2, AsyncRetryStrategies.noRetry())) {
      harness.processElement("a", 1);
      harness.setProcessingTime(99);
      harness.processElement("b", 2);
      harness.setProcessingTime(100);
      harness.runMails();
      requests.answer(harness, "a");
      assertThat(harness.takeOutput()).as("too late").containsExactly(record("a timed out", 1));
      requests.answer(harness, "b");
      assertThat(harness.takeOutput()).containsExactly(record("B", 2));
    }
  }

  @Test
  void a_failure_is_tried_again_after_a_delay_as_often_as_the_strategy_says() throws Exception {
    AsyncRetryStrategy<String> twice =
        new FixedDelayRetryStrategyBuilder<String>(2, 10)
            .ifResult(RetryPredicates.EMPTY_RESULT_PREDICATE)
            .ifException(RetryPredicates.HAS_EXCEPTION_PREDICATE)
            .build();
    try (OperatorHarness harness = open(new Asking(requests), OutputMode.ORDERED, 2, twice)) {
      harness.processElement("a", 1);
      ResultFuture<String> first = requests.future("a");
      first.completeExceptionally(new IllegalStateException("down"));
      harness.runMails();
      harness.setProcessingTime(10);
      ResultFuture<String> second = requests.future("a");
      assertThat(second).isNotSameAs(first);
      second.complete(List.of());
      harness.runMails();
      harness.setProcessingTime(20);
      requests.future("a").completeExceptionally(new IllegalStateException("still down"));
      assertThatThrownBy(harness::runMails).hasMessage("still down");
    }
  }
}
